import { randomUUID } from 'node:crypto';
import type { Problem } from '../journeys/driver.js';
import { Driver } from '../journeys/driver.js';
import { anNpi, anOrganization, aPerson, type OrganizationOnFile, type Person } from '../journeys/people.js';
import { type Colleague, must, Team } from '../journeys/team.js';
import type { World } from '../src/index.js';
import { type Player, playerOf, undecided } from './cast.js';

/** Two organizations, everybody in them, and one thing of each kind: what the probes name. */
export interface Stage {
  driver: Driver;
  /** By the names of the roles. */
  cast: Map<string, Player>;
  organizations: Record<'A' | 'B', { id: string; onFile: OrganizationOnFile }>;
  npis: Record<'A1' | 'A2' | 'A3' | 'B1' | 'nobody’s', string>;
  /** Members that probes act on, by their place. */
  users: Record<'scratch' | 'invited' | 'gone' | 'ofB', string>;
  emails: { scratch: string };
  requests: Record<'A' | 'B', string>;
  decisions: Record<'A' | 'B', string>;
  invitations: { ofB: string };
  registrations: Record<'own' | 'other', { id: string; bearer: string }>;
  link: { path: string; bearer: string };
  tokenId: string;
  foreignSession: string;
}

interface Company {
  a: Team;
  b: Team;
  admins: Record<'a' | 'b' | 'both', Person>;
  people: Record<'newcomer' | 'processor' | 'npiAdmin' | 'ended' | 'orgProcessor' | 'scratch' | 'leaver', Colleague>;
  ofB: Colleague;
  invited: string;
  onFile: Record<'A' | 'B', OrganizationOnFile>;
}

const [later, minutes] = ['PT2M', 60_000];

export async function setStage(world: World): Promise<Stage> {
  const driver = new Driver(world);
  const company = await found(driver);
  const npis = await give(company);
  const requests = await ask(company);
  const decisions = await beRefused(company);
  const invitations = { ofB: await inviteOver(company) };
  await world.clock.advance(later);
  const cast = await call(company);
  const { scratch, leaver } = company.people;
  return {
    ...{ driver, cast, npis, requests, decisions, invitations },
    organizations: {
      A: { id: company.a.organizationId, onFile: company.onFile.A },
      B: { id: company.b.organizationId, onFile: company.onFile.B },
    },
    users: { scratch: scratch.user.id, invited: company.invited, gone: leaver.user.id, ofB: company.ofB.user.id },
    emails: { scratch: scratch.person.email },
    ...(await flowsOf(driver, scratch.person)),
    foreignSession: (await undecided(driver, scratch.person)).actor.sessionId ?? '',
  };
}

async function found(driver: Driver): Promise<Company> {
  const onFile = { A: anOrganization(), B: anOrganization() };
  const [ownerA, ownerB] = await Promise.all([driver.admin(onFile.A), driver.admin(onFile.B)]);
  const a = new Team(driver, ownerA.organizationId, ownerA.session);
  const b = new Team(driver, ownerB.organizationId, ownerB.session);
  const names = ['newcomer', 'processor', 'npiAdmin', 'ended', 'orgProcessor', 'scratch', 'leaver', 'admin'] as const;
  const joined: [string, Colleague][] = [];
  for (const name of names) joined.push([name, await a.colleague()]);
  const { admin, ...people } = Object.fromEntries(joined) as Company['people'] & { admin: Colleague };
  await a.organizationLevel(admin.user.id, 'admin');
  // Who set A up is also in B: what is remembered of a founder must not reach across.
  await join(b, ownerA);
  const invited = (await a.invite()).id;
  const admins = { a: admin.person, b: ownerB.person, both: ownerA.person };
  return { a, b, admins, people, ofB: await b.colleague(), invited, onFile };
}

/** Somebody with an account accepts an invitation. */
async function join(team: Team, { person, session }: Pick<Colleague, 'person' | 'session'>): Promise<void> {
  await team.invite(person);
  const id = await invitationOf(team, session);
  must(await team.driver.post(`/me/invitations/${id}/acceptance`, {}, session), 200, 'the acceptance');
  const look = async () => {
    const { body } = await team.driver.get<{ items: { organizationId: string }[] }>('/me/memberships', session);
    return body.items.some(({ organizationId }) => organizationId === team.organizationId) ? true : undefined;
  };
  await team.driver.world.eventually(look, `${person.email} to join`);
}

function invitationOf({ driver, organizationId }: Team, session: string): Promise<string> {
  return driver.world.eventually(async () => {
    const { body } = await driver.get<{ items: { id: string; organizationId: string }[] }>('/me/invitations', session);
    return body.items.find((each) => each.organizationId === organizationId)?.id;
  }, 'the invitation to be listed');
}

async function give({ a, b, people, onFile }: Company): Promise<Stage['npis']> {
  const [A1 = '', A2 = ''] = onFile.A.npis.map(({ npi }) => npi);
  const A3 = anNpi();
  const held = await a.driver.post(`/ops/organizations/${a.organizationId}/npis`, attached(A3), await a.driver.ops());
  must(held, 201, 'the attachment');
  for (const { user } of [people.processor, people.scratch]) await a.level(user.id, A1, 'processor');
  for (const npi of [A1, A3]) await a.level(people.npiAdmin.user.id, npi, 'admin');
  await a.level(people.leaver.user.id, A1, 'admin');
  await a.organizationLevel(people.orgProcessor.user.id, 'processor');
  const now = Date.parse(
    must(await a.driver.post<{ now: string }>('/dev/clock', { advance: 'PT0S' }), 200, 'the clock').now,
  );
  const to = new Date(now + minutes).toISOString();
  must(
    await a.put(people.ended.user.id, 'npi-permissions', { assignments: [{ npi: A1, level: 'admin', to }] }),
    200,
    'a limit',
  );
  const gone = { method: 'DELETE', bearer: await a.driver.ops() } as const;
  must(await a.driver.ask(`/ops/organizations/${a.organizationId}/npis/${A3}`, gone), 204, 'the detachment');
  return { A1, A2, A3, B1: onFile.B.npis[0]?.npi ?? b.organizationId, 'nobody’s': anNpi() };
}

export const attached = (npi: string) => ({
  npi,
  providerName: 'Later Clinic',
  providerType: 'Clinic',
  enrollmentType: 'group',
});

async function ask({ a, b, people }: Company): Promise<Stage['requests']> {
  const asked = async (team: Team, bearer: string) =>
    must(await team.driver.post<{ id: string }>(team.path('/access-requests'), {}, bearer), 201, 'the request').id;
  return { A: await asked(a, b.admin), B: await asked(b, people.processor.session) };
}

/** A refusal in each organization, once it can be opened there. */
async function beRefused({ a, b, people, ofB }: Company): Promise<Stage['decisions']> {
  const refused = async (team: Team, bearer: string) => {
    const { body } = await team.driver.get<Problem & { decisionId?: string }>(team.path('/users'), bearer);
    const path = `/permissions/decisions/${body.decisionId}`;
    const look = async () => ((await team.driver.get(path, team.admin)).status === 200 ? body.decisionId : undefined);
    return team.driver.world.eventually(look, 'a decision');
  };
  return { A: await refused(a, people.processor.session), B: await refused(b, ofB.session) };
}

async function inviteOver({ a, ofB }: Company): Promise<string> {
  await a.invite(ofB.person);
  return invitationOf(a, ofB.session);
}

async function flowsOf(driver: Driver, person: Person): Promise<Pick<Stage, 'registrations' | 'link' | 'tokenId'>> {
  const begun = async () => {
    const { secret, id: tokenId } = await driver.issue(anOrganization());
    const { id, flowToken = '' } = must(await driver.start(secret, aPerson().email), 201, 'a registration');
    return { tokenId, flow: { id, bearer: flowToken } };
  };
  const [own, other] = [await begun(), await begun()];
  await driver.post('/password-resets', { email: person.email, program: driver.world.program });
  const link = await driver.provenLink(person, 2);
  return { registrations: { own: own.flow, other: other.flow }, link, tokenId: own.tokenId };
}

async function staffOf(driver: Driver): Promise<Person> {
  const staff = aPerson({ firstName: 'Ops' });
  await driver.world.addStaff({ email: staff.email, roles: ['ops'] });
  await driver.setPassword(staff);
  return staff;
}

async function call({ a, b, admins, people }: Company): Promise<Map<string, Player>> {
  const leaving = await playerOf(a, people.leaver.person);
  must(await a.deactivate(people.leaver.user.id), 200, 'the deactivation');
  const { driver } = a;
  const admin = await playerOf(a, admins.a);
  const stranger = await playerOf(b, admins.b);
  const strange = { ...stranger.actor, organizationId: a.organizationId };
  return new Map<string, Player>([
    ['anonymous', { actor: { kind: 'anonymous' } }],
    ['half-registered', { actor: { kind: 'anonymous' } }],
    ['newcomer', await playerOf(a, people.newcomer.person)],
    ['Processor', await playerOf(a, people.processor.person)],
    ['NPI Admin', await playerOf(a, people.npiAdmin.person)],
    ['NPI Admin of yesterday', await playerOf(a, people.ended.person)],
    ['org-level Processor', await playerOf(a, people.orgProcessor.person)],
    ['Org Admin', admin],
    ['Org Admin without a passcode', await playerOf(a, admins.a, false)],
    ['Org Admin elsewhere', stranger],
    ['Org Admin of A who looks at B', await playerOf(b, admins.both)],
    ['member of both, undecided', await undecided(driver, admins.both)],
    ['deactivated', leaving],
    ['deactivated, by an old claim', leaving],
    ['ops', await undecided(driver, await staffOf(driver))],
    ['stranger in A’s view', { actor: { ...strange, memberId: randomUUID() } }],
    ['stranger as A’s Org Admin', { actor: { ...strange, memberId: admin.actor.memberId } }],
    ...['identity', 'organization', 'pin', 'gateway', 'operator'].map((process): [string, Player] => [
      `the ${process} process`,
      { actor: { kind: 'system', process } },
    ]),
  ]);
}
