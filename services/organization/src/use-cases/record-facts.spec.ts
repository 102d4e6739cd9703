import {
  type Envelope,
  MemberNpiPermissionsSet,
  MemberStandingChanged,
  PinRevealed,
  SessionStarted,
} from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { AccountMemberships } from '../domain/audit/account-memberships.js';
import { AuditTrail, type Placed } from '../domain/audit/audit-trail.js';
import { platform } from '../domain/audit/entry.js';
import { declared } from './declared.js';
import { RecordFacts } from './record-facts.js';

const [clinic, biller] = [idFrom('organization', 'clinic'), idFrom('organization', 'biller')];
const [maria, oscar] = [idFrom('user', 'maria'), idFrom('user', 'oscar')];

class Kept extends AuditTrail {
  readonly placed: Placed[] = [];

  async append(entries: readonly Placed[]): Promise<void> {
    this.placed.push(...entries);
  }
}

class OfMaria extends AccountMemberships {
  readonly asked: string[][] = [];

  async of(accounts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    this.asked.push([...accounts]);
    return new Map([[maria, [clinic, biller]]]);
  }
}

const fact = ({ type }: { type: string }, data: object, actor: object = { kind: 'user' }): Envelope => ({
  ...{ specversion: '1.0', datacontenttype: 'application/json', source: '/portico/identity', type },
  ...{ id: `event of ${type}`, subject: 'subject', sequence: 1, time: '2026-11-22T18:00:00.000Z' },
  actor: actor as Envelope['actor'],
  data,
});

async function recorded(...facts: Envelope[]) {
  const trail = new Kept();
  const memberships = new OfMaria();
  await new RecordFacts(trail, memberships).record(facts);
  return { placed: trail.placed, asked: memberships.asked };
}

describe('facts are recorded', () => {
  it('in their order, each in its chains, with one question about accounts', async () => {
    const started = fact(SessionStarted, { sessionId: 's', userId: maria });
    const { placed, asked } = await recorded(
      started,
      fact(PinRevealed, { organizationId: clinic, npi: '1234567893' }, { kind: 'user', userId: oscar }),
      fact(SessionStarted, { sessionId: 's', userId: oscar }),
      started,
    );
    expect(placed.map(({ chains }) => chains)).toEqual([
      [clinic, biller].sort(),
      [clinic],
      [platform],
      [clinic, biller].sort(),
    ]);
    expect(asked).toEqual([[maria, oscar]]);
  });

  it('but for those that only repeat others', async () => {
    const { placed } = await recorded(fact(MemberStandingChanged, { organizationId: clinic }));
    expect(placed).toEqual([]);
  });
});

describe('of a fact is kept', () => {
  it('what its contract names, nested parts too, and nothing beside it [X-09]', () => {
    const level = { npi: '1234567893', before: 'none', after: 'admin' };
    const data = {
      organizationId: clinic,
      levels: [{ ...level, pin: '7305914' }],
      cleared: ['1'],
      phone: '+19165550142',
    };
    expect(declared(fact(MemberNpiPermissionsSet, data))).toEqual({
      organizationId: clinic,
      levels: [level],
      cleared: ['1'],
    });
  });

  it('no object where its contract has a word, no text beyond measure, no half of a character', () => {
    const data = { organizationId: { pin: '7305914' }, npi: 'x'.repeat(5_000), memberId: 'a\ud800b' };
    expect(declared(fact(PinRevealed, data))).toEqual({
      organizationId: null,
      npi: 'x'.repeat(1_000),
      memberId: 'a\ufffdb',
    });
    expect(declared(fact(MemberNpiPermissionsSet, { levels: ['7305914'] }))).toEqual({ levels: [null] });
  });

  it('ids alone where this version does not know it', () => {
    const data = { organizationId: clinic, words: 'secret', pin: '7305914' };
    expect(declared(fact({ type: 'portico.affiliation.signed.v1' }, data))).toEqual({ organizationId: clinic });
  });
});
