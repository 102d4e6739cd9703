import type { ModuleRef } from '@nestjs/core';
import { NotAllowed, type RefusedDecision, RefusedDecisions } from '@portico/access';
import { aStanding, member, npi } from '@portico/access/testing';
import { type Actor, anonymous, Refusal, refusal, system } from '@portico/kernel';
import type { Log } from '@portico/service';
import { RefusalRecord } from './refusal-record.js';
import type { Route } from './routes.js';

const because = [{ kind: 'npi-not-assigned', source: 'npi-permissions', about: npi, by: 'u0' }] as const;
const notAllowed = () => new NotAllowed({ allowed: false, action: 'pin.view', because }, { npi });
const otpRequired = refusal('forbidden', 'otp-required', 'A passcode first.');
const route = { admission: { action: 'pin.reset' }, type: { subject: 'pin.reset-pin' } } as unknown as Route;
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

class KeptInMemory extends RefusedDecisions {
  readonly kept: RefusedDecision[] = [];

  constructor(private readonly trouble?: Error) {
    super();
  }

  async keep(refused: RefusedDecision): Promise<void> {
    if (this.trouble) throw this.trouble;
    this.kept.push(refused);
  }
}

function recordIn(decisions?: RefusedDecisions) {
  const get = () => {
    if (decisions === undefined) throw new Error('no such provider');
    return decisions;
  };
  return new RefusalRecord({ get } as unknown as ModuleRef, silent);
}

const told = (error: unknown, { actor = member, decisions = new KeptInMemory(), message = {} } = {}) =>
  recordIn(decisions).of(error, { route, message, actor });

describe('a refusal of a person in an organization', () => {
  it('is kept with its reasons, and answered with the id of the record alone', async () => {
    const decisions = new KeptInMemory();
    const answer = (await told(notAllowed(), { decisions })) as Refusal;
    const [kept] = decisions.kept;
    expect(kept).toMatchObject({
      organizationId: 'o1',
      memberId: 'm1',
      userId: 'u1',
      action: 'pin.view',
      npi,
      because,
    });
    expect(answer.toJSON().details).toEqual({ action: 'pin.view', decisionId: kept?.decisionId });
    expect(JSON.stringify(answer)).not.toMatch(/because|npi-not-assigned|u0/);
  });

  it('is kept also when a rule of its own refused, with what was asked', async () => {
    const decisions = new KeptInMemory();
    const message = { npi, type: 'letters', secret: 'x' };
    const answer = await told(otpRequired({ challenge: '/x' }), { decisions, message });
    expect(answer).toMatchObject({ code: 'otp-required', details: { challenge: '/x' } });
    expect(decisions.kept).toEqual([
      {
        decisionId: (answer as Refusal).details.decisionId,
        ...{ organizationId: 'o1', memberId: 'm1', userId: 'u1', action: 'pin.reset', refusal: 'otp-required' },
        ...{ npi, type: 'letters', because: [{ kind: 'refused', source: 'rules', about: 'otp-required' }] },
      },
    ]);
  });

  it('is not given when it cannot be kept', async () => {
    const decisions = new KeptInMemory(new Error('the database is away'));
    expect(await told(notAllowed(), { decisions })).toMatchObject({ kind: 'unavailable', code: 'refusal-not-kept' });
  });

  it('is found inside an error that wraps it', async () => {
    const answer = await told(new Error('wrapped', { cause: notAllowed() }));
    expect(answer).toMatchObject({ code: 'not-allowed', details: { decisionId: expect.any(String) as string } });
  });
});

describe('what is not to be kept', () => {
  const decisions = new KeptInMemory();
  const cases: [string, unknown, Actor?][] = [
    ['no refusal', new Error('broken')],
    ['a refusal of another kind', new Refusal('not-found', 'not-found', 'Nothing here.')],
    ['one that was kept by the process asked', otpRequired({ decisionId: 'd1' })],
    ['one of a process', notAllowed(), system('identity')],
    ['one of nobody', notAllowed(), anonymous()],
    ['one without an organization in view', notAllowed(), { ...member, organizationId: undefined }],
  ];

  it.each(cases)('is left as it is: %s', async (_, error, actor = member) => {
    expect(await told(error, { actor, decisions })).toBe(error);
    expect(decisions.kept).toEqual([]);
  });

  it('is left as it is where the process has no place for it', async () => {
    const error = notAllowed();
    expect(await recordIn().of(error, { route, message: aStanding(), actor: member })).toBe(error);
  });
});
