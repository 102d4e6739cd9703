import { events } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { actionOf, audited, leftOut } from './audited.js';
import { canonical } from './canonical.js';
import { chainsOf, entryOf, type Fact, platform, subjectsOf } from './entry.js';

const maria = idFrom('user', 'maria');
const clinic = idFrom('organization', 'clinic');
const member = idFrom('member', 'maria');

const aFact = (change: Partial<Fact> = {}): Fact => ({
  id: 'event-1',
  type: 'portico.organization.member-deactivated.v1',
  subject: `${clinic}|${member}`,
  sequence: 4,
  time: '2026-11-22T18:00:00.000Z',
  traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
  actor: {
    kind: 'user',
    userId: maria,
    organizationId: clinic,
    memberId: member,
    sessionId: 's',
    address: '192.0.2.7',
  },
  data: { organizationId: clinic, memberId: member, cause: 'admin', reason: 'left' },
  ...change,
});

describe('every fact of the catalogue', () => {
  it.each(events.map(({ type }) => [actionOf(type)]))('%s is recorded, or left out with a reason [X-08]', (action) => {
    expect([action in audited, action in leftOut]).toEqual([!(action in leftOut), !(action in audited)]);
  });
});

describe('a fact becomes a record', () => {
  it('that says who, in which place and session, what, on what, why, from where [MC-ADM-20, X-08]', () => {
    expect(entryOf(aFact())).toMatchObject({
      eventId: 'event-1',
      at: '2026-11-22T18:00:00.000Z',
      action: 'organization.member-deactivated',
      outcome: 'done',
      reason: 'left',
      actorKind: 'user',
      actor: maria,
      actorMember: member,
      sessionId: 's',
      address: '192.0.2.7',
      traceId: 'ab'.repeat(16),
      subject: member,
      sequence: 4,
      fields: ['status'],
    });
  });

  it('that names the changed fields which the fact names itself', () => {
    const fact = aFact({ type: 'portico.identity.profile-updated.v1', data: { userId: maria, fields: ['lastName'] } });
    expect(entryOf(fact).fields).toEqual(['lastName']);
  });

  it('of a refusal, with its code for a reason', () => {
    const fact = aFact({
      type: 'portico.pin.access-refused.v1',
      data: { organizationId: clinic, refusal: 'not-allowed' },
    });
    expect(entryOf(fact)).toMatchObject({ outcome: 'refused', reason: 'not-allowed' });
  });

  it('of a process, with the person for whom it acted', () => {
    const fact = aFact({ actor: { kind: 'system', process: 'organization', onBehalfOf: maria } });
    expect(entryOf(fact)).toMatchObject({ actorKind: 'system', actor: 'organization', onBehalfOf: maria });
  });

  it('also where nobody has listed it yet', () => {
    expect(entryOf(aFact({ type: 'portico.affiliation.signed.v2' })).action).toBe('affiliation.signed');
  });

  it('that is found by each id that it is about or was done by', () => {
    const ids = subjectsOf(entryOf(aFact({ data: { memberId: 'm', userId: 'u', npi: '1234567893' } })));
    expect(ids).toEqual([member, 'm', 'u', '1234567893', maria]);
  });
});

describe('a record lies in the chain', () => {
  const of = (change: Partial<Fact>, ...own: string[]) => chainsOf(aFact(change), new Map([[maria, own]]));

  it('of the organization that the fact names', () => {
    expect(of({ actor: { kind: 'user', organizationId: 'another' } })).toEqual([clinic]);
  });

  it('else of the one that the actor has in view', () => {
    expect(of({ data: { userId: maria } }, 'another')).toEqual([clinic]);
  });

  it('else of each one that the account is a member of, once', () => {
    const byOwner = { actor: { kind: 'user', userId: maria }, data: { userId: maria } };
    expect(of(byOwner, 'two', 'one')).toEqual(['one', 'two']);
    expect(of({ actor: { kind: 'system', onBehalfOf: maria }, data: {} }, 'one')).toEqual(['one']);
  });

  it('else of the platform', () => {
    expect(of({ actor: { kind: 'anonymous' }, data: {} }, 'one')).toEqual([platform]);
    expect(of({ actor: { kind: 'user', userId: maria }, data: {} })).toEqual([platform]);
  });
});

describe('the canonical form', () => {
  it('is the same for the same content, whatever the order of its keys, and leaves out what is undefined', () => {
    expect(canonical({ b: [1, { d: 'x', c: null }], a: true, e: undefined })).toBe(
      '{"a":true,"b":[1,{"c":null,"d":"x"}]}',
    );
    expect(canonical({ e: undefined, a: true, b: [1, { c: null, d: 'x' }] })).toBe(
      '{"a":true,"b":[1,{"c":null,"d":"x"}]}',
    );
  });
});
