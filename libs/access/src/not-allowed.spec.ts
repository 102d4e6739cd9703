import { refusalIn } from '@portico/kernel';
import { NotAllowed } from './not-allowed.js';

const decision = {
  allowed: false,
  action: 'pin.view',
  because: [{ kind: 'npi-not-assigned', source: 'npi-permissions', about: '1234567893', by: 'u0' }],
} as const;

describe('not allowed', () => {
  const refusal = new NotAllowed(decision, { organizationId: 'o1', npi: '1234567893' });

  it('is refused as forbidden, with the action', () => {
    expect(refusalIn(refusal)?.toJSON()).toEqual({
      kind: 'forbidden',
      code: 'not-allowed',
      message: 'You are not allowed to do this.',
      details: { action: 'pin.view' },
    });
  });

  it('keeps to itself who made it so', () => {
    expect(refusal.decision()).toBe(decision);
    expect(refusal.resource().npi).toBe('1234567893');
    expect(JSON.stringify([refusal, { ...refusal }])).not.toMatch(/because|u0|1234567893/);
  });
});
