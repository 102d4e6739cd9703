import type { MemberState } from '../src/domain/member.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from './in-memory.js';
import { Office } from './office.js';
import { inTurns } from './turns.js';
import { atOnce } from './work.js';

/** An office in memory whose every step to a store can be kept waiting. */
export async function anOfficeInTurns() {
  const [organizations, members] = [new InMemoryOrganizations(), new InMemoryMembers()];
  const people = inTurns(new InMemoryPeopleAtHand(organizations, members), 'of', 'adminsOf');
  const stores = {
    organizations: inTurns(organizations, 'save', 'add'),
    members: inTurns(members, 'save'),
    people,
  };
  const office = await Office.open(stores, undefined, atOnce);
  return { office, organizations, members };
}

type InMemoryOffice = Awaited<ReturnType<typeof anOfficeInTurns>>;

/** Lets the service's reactions hear all that was told of people so far, in order, each fact as often as asked. */
export async function hearAll(world: InMemoryOffice, times = 1): Promise<void> {
  const heard = new Set<string>();
  for (;;) {
    const told = [...world.organizations.outbox, ...world.members.outbox];
    const fresh = told.filter(({ id }) => !heard.has(id));
    if (fresh.length === 0) return;
    for (const fact of fresh) await hear(world, fact, times);
    for (const { id } of fresh) heard.add(id);
  }
}

type Reactions = Record<string, { react(data: never, envelope: never): Promise<void> } | undefined>;
type Told = InMemoryMembers['outbox'][number];

async function hear({ office }: InMemoryOffice, { id, type, data, time }: Told, times: number): Promise<void> {
  const name = type.split('.')[2]?.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()) ?? '';
  const reaction = (office.reactions as Reactions)[name];
  for (let at = 0; reaction && at < times; at += 1) {
    await office.carryOut({ id: `${id}:${name}` }, () => reaction.react(data as never, { time } as never));
  }
}

/** What is wrong between an organization and its members; nothing when all rules hold. */
export async function faultsOf({ office, members }: InMemoryOffice): Promise<string[]> {
  const organization = await office.organization();
  const { state } = organization;
  const all = [...members.documents.values()] as unknown as (MemberState & { _id: string })[];
  const seatOf = (memberId: string) => state.people.find((seat) => seat.memberId === memberId);
  const isAllowed = (domain: string) => state.domains.some((allowed) => allowed.domain === domain);
  const active = all.filter(({ status, orgRole }) => status === 'active' && orgRole === 'admin');
  const { keeper } = state;
  return [
    ...(keeper && organization.adminsBeside('').includes(keeper.memberId)
      ? []
      : ['no Org Admin keeps the organization']),
    ...all
      .filter(({ memberId, lapsesAt }) => memberId === keeper?.memberId && lapsesAt)
      .map(({ memberId }) => `${memberId} keeps the organization, and would lapse`),
    ...active
      .filter((admin) => admin.memberId !== keeper?.memberId && admin.keeper?.memberId === admin.memberId)
      .map(({ memberId }) => `${memberId} takes themselves for who keeps the organization`),
    ...(active.length > 0 ? [] : ['there is no active Org Admin']),
    ...(state.admins.some(({ userId }) => userId) ? [] : ['the organization knows no active Org Admin']),
    ...all
      .filter(({ status, memberId }) => (status !== 'deactivated') !== (seatOf(memberId) !== undefined))
      .map(({ memberId, status }) => `${memberId} is ${status}, and the organization says otherwise`),
    ...all
      .filter(({ memberId, orgRole }) => (organization.roleOf(memberId) ?? orgRole) !== orgRole)
      .map(({ memberId, orgRole }) => `${memberId} is ${orgRole}, and the organization says otherwise`),
    ...all
      .filter(({ status, emailDomain }) => status !== 'deactivated' && !isAllowed(emailDomain))
      .map(({ memberId, emailDomain }) => `${memberId} counts, and ${emailDomain} is not allowed`),
  ];
}
