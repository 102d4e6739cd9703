import { NotAllowed, Rights } from '@portico/access';
import { aStanding, member, now, npi } from '@portico/access/testing';
import { StoppedClock } from '@portico/kernel';
import { Gate } from './gate.js';
import { policyOf } from './policy-of.js';
import { aProgram } from './testing/a-program.js';
import { InMemoryPrograms } from './testing/in-memory-programs.js';

const generous = aProgram({ id: 'generous', pin: { digits: 4, processor: 'view-reset', reveal: 'PT5S' } });
const clock = new StoppedClock(now);
const gate = new Gate(new InMemoryPrograms(aProgram(), generous), clock);
const processor = { npis: [{ npi, level: 'processor', by: 'u0', at: '2026-01-01T00:00:00Z' }] } as const;

describe('the gate', () => {
  it('judges by the program of the standing and the organization in view', () => {
    expect(gate.may(member, aStanding(processor), 'npi.read', { npi })).toBe(true);
    expect(gate.may(member, aStanding({ orgRole: 'admin' }), 'user.manage')).toBe(true);
    expect(gate.may(member, aStanding({ orgRole: 'admin' }), 'user.manage', { organizationId: 'o2' })).toBe(false);
  });

  it('takes rights that were made once', () => {
    const rights = Rights.of(aStanding(processor));
    expect([npi, '1558598797'].map((each) => gate.may(member, rights, 'npi.read', { npi: each }))).toEqual([
      true,
      false,
    ]);
  });

  it('gives a Processor no PIN, unless the program says so [MC-PRM-05] [MC-PRM-06]', () => {
    const may = (program: string) => gate.may(member, aStanding({ ...processor, program }), 'pin.view', { npi });
    expect([may('test-plan'), may('generous')]).toEqual([false, true]);
    expect(policyOf(generous).npi.processor).toContain('pin.reset');
    expect(policyOf(generous)).toBe(policyOf(generous));
  });

  it('goes by the clock', () => {
    const npis = [{ ...processor.npis[0], to: '2026-11-22T12:00:01Z' }];
    const moving = new StoppedClock(now);
    const timed = new Gate(new InMemoryPrograms(aProgram()), moving);
    const may = () => timed.may(member, aStanding({ npis }), 'npi.read', { npi });
    expect(may()).toBe(true);
    moving.advance('PT1S');
    expect(may()).toBe(false);
  });

  it('allows nothing of an organization without a standing, nor to who has no program', () => {
    expect(gate.decide(member, undefined, 'notification.read').because.at(-1)?.kind).toBe('no-membership');
    expect(gate.may({ ...member, program: 'test-plan' }, undefined, 'notification.read')).toBe(false);
  });

  it('refuses with the decision, for the record only', () => {
    const refused = (): void => gate.require(member, aStanding(), 'pin.reset', { npi });
    expect(refused).toThrow(NotAllowed);
    try {
      refused();
    } catch (error) {
      expect((error as NotAllowed).decision().because.at(-1)).toMatchObject({ kind: 'npi-not-assigned', about: npi });
      expect((error as NotAllowed).resource()).toEqual({ npi });
    }
    expect(() => gate.require(member, aStanding(processor), 'npi.read', { npi })).not.toThrow();
  });
});
