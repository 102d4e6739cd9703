import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { EnrollOrganization, ListAudit, SessionStarted, validated } from '@portico/contracts';
import { JobsConfig, Workers } from '@portico/jobs';
import { after, Clock, idFrom, type MovableClock, newId } from '@portico/kernel';
import { Redis } from 'ioredis';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { MongoOrganizations } from '../src/adapters/mongo.organizations.js';
import { Member, memberIdOf } from '../src/domain/member.js';
import { newDomain } from '../src/domain/roster.js';
import { aClaim, anInvitee, rules, toldOnFile } from './builders.js';
import { person } from './work.js';
import { World } from './world.js';

jest.setTimeout(60_000);

const maria = idFrom('user', 'maria');
const names = Array.from({ length: 20 }, (_, at) => `forgotten${String.fromCharCode(97 + at)}`);
let world: World;
let organizationId: string;
let members: MongoMembers;
const start = new Date();
const place = () => ({ organizationId, organizationName: 'Sunrise Clinic', program: 'medi-cal', kinds: ['provider'] });

/** Members as the use cases leave them, whom nobody gives anything. */
async function joined(name: string): Promise<Member> {
  const organizations = world.replicas[0]!.get(MongoOrganizations);
  const organization = (await organizations.get(organizationId))!;
  const { person: known } = anInvitee(name);
  const deed = { by: idFrom('x'), at: start, rules };
  const member = Member.invite(
    { ...place(), kinds: ['provider'], person: known, roster: organization.version + 1 },
    deed,
  );
  const seat = { memberId: member.memberId, userId: idFrom('user', name), orgRole: 'none' as const };
  const domain = 'sunrise-clinic.example';
  organization.admit({ ...seat, domain }, { by: deed.by, at: start, confirmed: true, otherwise: newDomain });
  await organizations.save(organization);
  member.accept({ userId: seat.userId }, deed);
  await members.save(member);
  return member;
}

beforeAll(async () => {
  world = await World.start();
  members = world.replicas[0]!.get(MongoMembers);
  const organization = structuredClone(toldOnFile());
  const enrolled = await world.identityAsks(validated(EnrollOrganization, { program: 'medi-cal', organization }));
  organizationId = enrolled.organizationId;
  await world.tellsCompleted(aClaim('first', 'maria'), organizationId);
  await world.eventually(() => members.of(organizationId, memberIdOf(organizationId, maria)), 'the first member');
  for (const name of names) await joined(name);
});
afterAll(() => world.stop());

/** Every process is at this time, and looks for what is due. */
async function comes(days: number): Promise<void> {
  for (const replica of world.replicas) replica.get<MovableClock>(Clock).set(after(start, `P${days}DT1M`));
  await Promise.all(world.replicas.map((replica) => replica.get(Workers).reconcile()));
}

/** Everything that waits in the queues is lost, and what is in work loses its lock. */
async function losesQueues(): Promise<void> {
  const { url, prefix } = world.replicas[0]!.get(JobsConfig);
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}:jobs:*`);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
}

const admin = () => person(maria, { organizationId, memberId: memberIdOf(organizationId, maria) });
/** Of whom this was recorded, each as often as it was. */
async function recorded(action: string): Promise<string[]> {
  const { items } = await world.personAsks(admin(), validated(ListAudit, { organizationId, action, limit: 100 }));
  return items.map(({ facts }) => (facts as { memberId: string }).memberId).sort();
}
async function expectRecorded(action: string, ids: readonly string[]): Promise<void> {
  const look = async () => ((await recorded(action)).length >= ids.length ? true : undefined);
  await world.eventually(look, `${ids.length} records of ${action}`);
  expect(await recorded(action)).toEqual([...ids].sort());
}
const forgotten = async () => {
  const found = await members.read<{ memberId: string }>({ organizationId, userId: { $ne: maria } });
  return found.map(({ memberId }) => memberId);
};

it('are warned of once each, by two processes at once that lose their queues [MC-ADM-15] [X-06]', async () => {
  await comes(23);
  await losesQueues();
  world.replicas[0]!.get<MovableClock>(Clock).advance('PT2M');
  await Promise.all(world.replicas.map((replica) => replica.get(Workers).reconcile()));
  await expectRecorded('organization.member-lapse-warned', await forgotten());
});

it('are let go once each, in the organization too [MC-ADM-15] [X-06]', async () => {
  await comes(30);
  await losesQueues();
  await comes(31);
  await expectRecorded('organization.member-deactivated', await forgotten());
  const { people } = (await world.replicas[0]!.get(MongoOrganizations).get(organizationId))!.state;
  expect(people.map(({ userId }) => userId)).toEqual([maria]);
  await comes(32);
  await expectRecorded('organization.member-deactivated', await forgotten());
});

it('and a sign-in that identity tells of keeps a member [MC-ADM-16]', async () => {
  const memberId = memberIdOf(organizationId, maria);
  const time = after(start, 'P32D').toISOString();
  const data = { sessionId: newId(), userId: maria, organizationId, memberId };
  await world.tells([
    {
      ...{ specversion: '1.0', datacontenttype: 'application/json', source: '/portico/identity' },
      ...{ type: SessionStarted.type, id: newId(), subject: data.sessionId, sequence: 1, time },
      ...{ actor: { kind: 'user', userId: maria }, data },
    },
  ]);
  const seen = async () => (await members.of(organizationId, memberId))?.state.lastSignInAt;
  expect(await world.eventually(seen, 'the sign-in to be kept')).toEqual(new Date(time));
});
