import { DeactivateUser, RemoveDomain, SetNpiPermissions, SetOrganizationPermission } from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import fc from 'fast-check';
import type { MemberState, NpiGrant, TypeGrant } from '../src/domain/member.js';
import { aNpi, npiFrom, today } from './builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from './in-memory.js';
import { domain as home, Office, program } from './office.js';

export const npis = [1, 2, 3].map((at) => npiFrom(123_000_000 + at));
export const names = ['anna', 'boris', 'carla', 'dora'] as const;
/** One that left the organization: what was given on it means nothing. */
const foreign = npiFrom(211_000_001);
const domains = [home, 'second.example', 'third.example'];
const types = program.correspondenceTypes.map(({ id }) => id);
const by = { by: idFrom('member', 'x'), at: today.toISOString() };

const instants = fc.integer({ min: -3, max: 3 }).map((days) => after(today, `P${days}D`));
const limit = fc.option(
  instants.map((at) => at.toISOString()),
  { nil: undefined },
);
const held = fc.record({
  npi: fc.constantFrom(...npis, foreign),
  level: fc.constantFrom<('admin' | 'processor')[]>('admin', 'admin', 'processor'),
  from: limit,
  to: limit,
});
const given = fc
  .uniqueArray(held, { selector: ({ npi }) => npi })
  .map((each): NpiGrant[] => each.map((grant) => ({ ...grant, ...by })))
  .chain((grants) => fc.record({ npis: fc.constant(grants), types: fc.subarray(grants).map(typed) }));
const typed = (some: NpiGrant[]): TypeGrant[] => some.map(({ npi }) => ({ npi, types, ...by }));

export interface Person {
  given: { npis: NpiGrant[]; types: TypeGrant[] };
  status: MemberState['status'];
  orgRole: MemberState['orgRole'];
  lapsesAt?: Date;
  domain: string;
  sessions?: number;
}

const person: fc.Arbitrary<Person> = fc.record({
  given,
  status: fc.constantFrom('active', 'active', 'active', 'invited', 'deactivated'),
  orgRole: fc.constantFrom('none', 'none', 'processor', 'admin'),
  lapsesAt: fc.option(instants, { nil: undefined, freq: 1 }),
  domain: fc.constantFrom(...domains),
  sessions: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
});

const whom = fc.constantFrom('maria', ...names);
const levels = fc.constantFrom('admin', 'processor', 'none');
const assignments = fc.array(fc.record({ npi: fc.constantFrom(...npis), level: levels }), {
  minLength: 1,
  maxLength: 5,
});

/** A change that Maria makes. */
export const changes = fc.oneof(
  fc.record({ type: fc.constant(SetNpiPermissions), whom, body: fc.record({ all: levels }) }),
  fc.record({ type: fc.constant(SetNpiPermissions), whom, body: fc.record({ assignments }) }),
  fc.record({ type: fc.constant(SetOrganizationPermission), whom, body: fc.record({ level: levels }) }),
  fc.record({ type: fc.constant(DeactivateUser), whom, body: fc.constant({}) }),
  fc.record({ type: fc.constant(RemoveDomain), whom, body: fc.record({ domain: fc.constantFrom(...domains) }) }),
);

/** Four people beside Maria. */
export const crowds = fc.array(person, { minLength: names.length, maxLength: names.length });

/** Maria's organization with these people in it. */
export async function aWorld(crowd: readonly Person[]): Promise<Office> {
  const [organizations, members] = [new InMemoryOrganizations(), new InMemoryMembers()];
  const people = new InMemoryPeopleAtHand(organizations, members);
  const office = await Office.open({ organizations, members, people }, npis.map(aNpi));
  for (const [at, each] of crowd.entries()) await settled(office, names[at] as string, each);
  return office;
}

/** As commands would leave them: who is gone has no place, who was only invited no account, no Org Admin lapses. */
async function settled(
  office: Office,
  name: string,
  { given: grants, domain, sessions, ...rest }: Person,
): Promise<void> {
  const { status, orgRole } = rest;
  const lapsesAt = orgRole === 'admin' || status === 'deactivated' ? undefined : rest.lapsesAt;
  const account = status === 'invited' ? { userId: undefined, joinedAt: undefined } : {};
  await office.join(name, { ...grants, status, orgRole, lapsesAt, ...account }, domain);
  if (sessions !== undefined) office.sessions.set(idFrom('user', name), sessions);
}
