import { decide, memberOf, type Policy, Rights, type Standing } from '@portico/access';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { today } from '../../test/builders.js';
import { effectsOfLeaving, type Holder } from './holders.js';

const npi = '1234567893';
const policy: Policy = {
  organization: { admin: ['npi.read'], processor: [], none: [] },
  npi: { admin: ['npi.read'], processor: ['npi.read'], none: [] },
};

const near = fc.integer({ min: -2, max: 2 }).map((steps) => new Date(today.getTime() + steps));
const instant = near.map((at) => at.toISOString());
const limits = fc.record({ from: instant, to: instant }, { requiredKeys: [] });
const grant = fc
  .tuple(fc.constantFrom(npi, '1558598797'), fc.constantFrom('admin' as const, 'processor' as const), limits)
  .map(([on, level, within]) => ({ npi: on, level, ...within, by: 'anna', at: today.toISOString() }));
const holder: fc.Arbitrary<Omit<Holder, 'memberId'>> = fc
  .record({
    status: fc.constantFrom('invited' as const, 'active' as const, 'deactivated' as const),
    orgRole: fc.constantFrom('admin' as const, 'processor' as const, 'none' as const),
    npis: fc.uniqueArray(grant, { selector: (each) => each.npi, maxLength: 2 }),
    lapsesAt: fc.option(near, { nil: undefined }),
  })
  .map(({ lapsesAt, ...rest }) => (lapsesAt ? { ...rest, lapsesAt } : rest));

/** What the evaluator of all services says of a member, while the organization holds the NPI. */
function sees({ memberId, lapsesAt, ...held }: Holder): boolean {
  const known = { organizationId: 'o', memberId, program: 'p', by: 'anna', at: today.toISOString(), types: [] };
  const standing: Standing = { ...known, ...held, ...(lapsesAt && { lapsesAt: lapsesAt.toISOString() }), version: 1 };
  const question = { action: 'npi.read', resource: { organizationId: 'o', npi }, policy, at: today };
  return decide(memberOf(standing), Rights.of(standing), question).allowed;
}

describe('what the leaving of an NPI does', () => {
  it('is foretold as the evaluator decides: who sees it now loses it, and nobody else does [MC-PIN-13]', () => {
    fc.assert(
      fc.property(fc.array(holder, { maxLength: 12 }), (drawn) => {
        const holders = drawn.map((each, at) => ({ ...each, memberId: `member ${String(at).padStart(2, '0')}` }));
        const seeing = holders.filter(sees).map(({ memberId }) => memberId);

        expect(effectsOfLeaving(npi, holders, today)).toEqual([
          { kind: 'npi-removed', npi },
          ...seeing.map((userId) => ({ kind: 'access-lost', userId, npi })),
        ]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('fits into an answer, however many lose it', () => {
    const many = Array.from({ length: 3_000 }, (_, at): Holder => ({
      ...{ memberId: `member ${at}`, status: 'active', orgRole: 'admin', npis: [] },
    }));

    expect(effectsOfLeaving(npi, many, today)).toHaveLength(2_000);
  });
});
