import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  type Envelope,
  EnrollOrganization,
  type EventActor,
  type EventType,
  ExportAudit,
  GetAuditProof,
  ListAudit,
  PinRevealed,
  ProfileUpdated,
  SessionStarted,
  validated,
} from '@portico/contracts';
import { Clock, idFrom, type MovableClock, newId, system } from '@portico/kernel';
import { Workers } from '@portico/jobs';
import { Bus } from '@portico/messaging';
import { EventPublisher } from '@portico/service';
import { ChainCheck } from '../src/domain/audit/chain-check.js';
import type { AuditRecord } from '../src/domain/audit/record.js';
import { memberIdOf } from '../src/domain/member.js';
import { aClaim, toldOnFile } from './builders.js';
import { person } from './work.js';
import { World } from './world.js';

jest.setTimeout(60_000);

let world: World;
let organizationId: string;
const maria = idFrom('user', 'maria');
let admin: ReturnType<typeof person>;

/** A fact as a service would have told it; in the organization that Maria has in view unless she has none. */
function fact<T extends object>(type: EventType<T>, data: object, actor?: Partial<EventActor>): Envelope {
  const { memberId } = admin;
  return {
    ...{ specversion: '1.0', datacontenttype: 'application/json', source: '/portico/identity', type: type.type },
    ...{ id: newId(), subject: maria, sequence: 1, time: new Date().toISOString() },
    actor: { kind: 'user', userId: maria, organizationId, memberId, address: '192.0.2.7', ...actor },
    traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
    data,
  };
}

const changes = (count: number) =>
  Array.from({ length: count }, () => fact(ProfileUpdated, { userId: maria, fields: ['lastName'] }));

/** The whole chain as an operator exports it, oldest first; throws if it is not whole. */
async function exported(): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  let cursor: string | undefined;
  do {
    const asked = validated(ExportAudit, { organizationId, cursor });
    const part = await world.replicas[0]!.get(Bus).send(asked, { as: system('operator') });
    records.push(...part.items.map((item) => ({ ...item, organizationId }) as AuditRecord));
    cursor = part.nextCursor;
  } while (cursor);
  const check = new ChainCheck(organizationId, []);
  for (const record of records) check.take(record);
  expect(check.end()).toBeUndefined();
  return records;
}

/** Once the last of these facts is recorded: they are there once each, in their order. */
async function expectRecorded(facts: readonly Envelope[]): Promise<AuditRecord[]> {
  const last = facts.at(-1)?.id;
  const records = await world.eventually(async () => {
    const found = await exported();
    return found.some(({ eventId }) => eventId === last) ? found : undefined;
  }, 'the record of the last fact');
  const wanted = new Set(facts.map(({ id }) => id));
  expect(records.map(({ eventId }) => eventId).filter((id) => wanted.has(id))).toEqual(facts.map(({ id }) => id));
  return records;
}

/** The pin service runs, tells a fact, and ends. */
async function tellsOfPins(revealed: Envelope): Promise<void> {
  const pins = await world.thePinService();
  await pins.get(EventPublisher).publish([revealed]);
  await expectRecorded([revealed]);
  await pins.close();
}

const list = (question: object = {}, as = admin) =>
  world.personAsks(as, validated(ListAudit, { organizationId, ...question }));

beforeAll(async () => {
  world = await World.start();
  const organization = structuredClone(toldOnFile());
  const enrolled = await world.identityAsks(validated(EnrollOrganization, { program: 'medi-cal', organization }));
  organizationId = enrolled.organizationId;
  admin = person(maria, { organizationId, memberId: memberIdOf(organizationId, maria) });
  await world.tellsCompleted(aClaim('first', 'maria'), organizationId);
  await world.eventually(async () => {
    const { items } = await list().catch(() => ({ items: [] }));
    return items.some(({ action }) => action === 'organization.member-joined') || undefined;
  }, 'the first records');
});
afterAll(() => world.stop());

describe('the audit trail of an organization', () => {
  it('begins with its enrollment and tells who claimed it, newest first [X-08]', async () => {
    const { items } = await list();
    const actions = items.map(({ action }) => action);
    expect(actions).toContain('organization.organization-enrolled');
    expect(actions.indexOf('organization.organization-claimed')).toBeLessThan(
      actions.indexOf('organization.organization-enrolled'),
    );
    expect(actions).not.toContain('organization.member-standing-changed');
  });

  it('shows a change on a user with who did it, from where, and what changed by name [MC-ADM-20, X-08]', async () => {
    const facts = changes(1);
    await world.tells(facts);
    await expectRecorded(facts);
    const [change] = (await list({ subject: maria, action: 'identity' })).items;
    expect(change).toMatchObject({
      action: 'identity.profile-updated',
      actor: maria,
      actorMember: admin.memberId,
      address: '192.0.2.7',
      traceId: 'ab'.repeat(16),
      fields: ['lastName'],
      outcome: 'done',
    });
  });

  it('is not there for people elsewhere', async () => {
    const elsewhere = person(maria, { organizationId: idFrom('organization', 'another'), memberId: admin.memberId });
    await expect(list({}, elsewhere)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(list({}, { ...admin, userId: idFrom('user', 'oscar') })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('holds what an account did that had no organization in view', async () => {
    const started = fact(
      SessionStarted,
      { sessionId: newId(), userId: maria },
      { organizationId: undefined, memberId: undefined },
    );
    await world.tells([started]);
    await expectRecorded([started]);
  });
});

describe('every fact is recorded once, in the order of its stream', () => {
  it('under two replicas', async () => {
    const facts = changes(300);
    await world.tells(facts);
    await expectRecorded(facts);
  });

  it('when it is told again', async () => {
    const facts = changes(20);
    await world.tells(facts);
    const again = facts.map((each) => ({ ...each, id: each.id }));
    await world.tells([...again, ...facts]);
    const after = changes(1);
    await world.tells(after);
    await expectRecorded([...facts, ...after]);
  });

  it('while a replica ends in order and another begins', async () => {
    const facts = changes(300);
    const telling = world.tells(facts);
    await world.replicas.shift()?.close();
    await world.replica();
    await telling;
    await expectRecorded(facts);
  });

  it('while replicas are killed [X-05]', async () => {
    const facts = changes(400);
    const telling = world.tells(facts);
    for (let kills = 0; kills < 2; kills += 1) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      await world.kill(world.replicas[0]!);
      await world.replica();
    }
    await telling;
    await expectRecorded(facts);
  });

  it('also those of a service that runs for the first time', async () => {
    await tellsOfPins(fact(PinRevealed, { organizationId, npi: '1234567893', memberId: admin.memberId }));
    expect((await list({ action: 'pin.pin-revealed', subject: '1234567893' })).items).toHaveLength(1);
  });
});

describe('no secret gets into a record', () => {
  const canaries = {
    pin: '7305914',
    password: 'Tr0ub4dor&3-canary',
    passcode: '730591',
    token: 'canary-token-8f2e1c',
    ssn: '900-55-1234',
    ein: '94-7305914',
    phone: '+19165550142',
    email: 'canary@sunrise-clinic.example',
    document: 'the text of a document: canary',
  };

  it('though a fact carried it beside what its contract names [X-09, MC-PIN-06]', async () => {
    const own = { userId: maria, fields: ['lastName'], ...canaries, deep: { ...canaries } };
    const unknown = { type: 'portico.identity.something-new.v1' } as EventType;
    const facts = [fact(ProfileUpdated, own), fact(unknown, own)];
    const pin = { ...own, organizationId, npi: '1234567893', memberId: admin.memberId };
    await world.tells(facts);
    await expectRecorded(facts);
    await tellsOfPins(fact(PinRevealed, pin));
    const stored = await Promise.all(
      ['audit-records', 'audit-keys'].map((name) => world.mongo.collection(name).find().toArray()),
    );
    const text = JSON.stringify(stored);
    for (const canary of Object.values(canaries)) {
      for (const form of [canary, Buffer.from(canary).toString('base64'), Buffer.from(canary).toString('hex')])
        expect(text).not.toContain(form);
    }
  });
});

describe('the head of the chain', () => {
  it('is signed once after the day’s end by the job, under two replicas, and shown as a proof [X-08]', async () => {
    for (const replica of world.replicas) replica.get<MovableClock>(Clock).advance('P1D');
    await Promise.all(world.replicas.map((replica) => replica.get(Workers).reconcile()));
    const proof = await world.eventually(async () => {
      const found = await world.personAsks(admin, validated(GetAuditProof, { organizationId }));
      return found.heads.length > 0 ? found : undefined;
    }, 'the head');
    await Promise.all(world.replicas.map((replica) => replica.get(Workers).reconcile()));
    const records = await exported();
    const [head] = proof.heads;
    expect(proof.heads).toHaveLength(1);
    expect(records[(head?.number ?? 0) - 1]?.hash).toBe(head?.hash);
    expect([proof.number, proof.hash]).toEqual([records.at(-1)?.number, records.at(-1)?.hash]);
    expect(proof.publicKey).toContain('PUBLIC KEY');
  });
});
