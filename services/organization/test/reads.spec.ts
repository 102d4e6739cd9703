import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GetDomains,
  GetEnrollment,
  GetMemberships,
  GetOrganization,
  type MembershipListView,
  validated,
} from '@portico/contracts';
import { type Actor, anonymous, idFrom, system } from '@portico/kernel';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { MongoOrganizations } from '../src/adapters/mongo.organizations.js';
import { Member, memberIdOf } from '../src/domain/member.js';
import { onFileOf } from '../src/domain/on-file.js';
import { Organization } from '../src/domain/organization.js';
import { GetDomainsHandler } from '../src/reads/get-domains.js';
import { GetEnrollmentHandler } from '../src/reads/get-enrollment.js';
import { GetMembershipsHandler } from '../src/reads/get-memberships.js';
import { GetOrganizationHandler } from '../src/reads/get-organization.js';
import { aClaim, aNpi, npiFrom, prints, today, toldOnFile } from './builders.js';
import { from, person } from './work.js';

const programs = new InMemoryPrograms(aProgram({ id: 'medi-cal', publicMailDomains: ['mail.example'] }));
const user = (name: string): string => idFrom('user', name);
let mongo: Mongo;
let organizations: MongoOrganizations;
let members: MongoMembers;
let made = 0;

beforeAll(async () => {
  mongo = await aMongo();
  organizations = new MongoOrganizations(mongo);
  members = new MongoMembers(mongo);
  await mongo.onModuleInit();
}, 30_000);
afterAll(() => dropMongo(mongo));

/** An organization on file, claimed by this person if one is named. */
async function given(legalName: string, admin?: string, emailDomain = 'sunrise-clinic.example'): Promise<Organization> {
  made += 1;
  const npis = [aNpi(npiFrom(123_000_000 + made)), aNpi(npiFrom(124_000_000 + made))];
  const onFile = onFileOf(toldOnFile({ legalName, npis, taxId: `12${String(made).padStart(7, '0')}` }));
  const taxIdPrint = prints.of({ type: 'EIN', digits: onFile.taxId });
  const organization = Organization.enroll({ program: 'medi-cal', taxIdPrint, onFile });
  if (admin) organization.claim(aClaim(legalName, admin, { emailDomain }));
  await organizations.save(organization);
  return organization;
}

async function joined(organization: Organization, name: string, change: Partial<Member['state']> = {}): Promise<void> {
  const joining = {
    organizationId: organization.id,
    userId: user(name),
    orgRole: 'processor',
    emailDomain: 'sunrise-clinic.example',
  } as const;
  await members.save(new Member({ ...Member.join(joining, today).state, ...change }));
}

/** The actor with the organization that is asked for in view, unless another one is. */
const viewing = (organizationId: string, actor: Actor): Actor => ({ organizationId, ...actor });
const getOrganization = (organizationId: string, actor: Actor) =>
  new GetOrganizationHandler(organizations, members).execute(
    from(validated(GetOrganization, { organizationId }), viewing(organizationId, actor)),
  );
const getDomains = (organizationId: string, actor: Actor) =>
  new GetDomainsHandler(organizations, members, programs).execute(
    from(validated(GetDomains, { organizationId }), viewing(organizationId, actor)),
  );
const getMemberships = (actor: Actor): Promise<MembershipListView> =>
  new GetMembershipsHandler(organizations, members, programs).execute(from(validated(GetMemberships, {}), actor));
const getEnrollment = (organizationId: string) =>
  new GetEnrollmentHandler(organizations).execute(
    from(validated(GetEnrollment, { organizationId }), system('identity')),
  );

/** How many commands a read sends to the database. */
async function commandsOf(read: () => Promise<unknown>): Promise<number> {
  const before = mongo.commands.total;
  await read();
  return mongo.commands.total - before;
}

describe('an organization', () => {
  it('is seen whole by its Org Admin, of its tax id the last four digits [MC-REG-06] [MC-ORG-06]', async () => {
    const organization = await given('Seen Clinic', 'anna');
    const { state, id } = organization;

    const view = await getOrganization(id, person(user('anna')));
    expect(view).toEqual({
      id,
      program: 'medi-cal',
      legalName: 'Seen Clinic',
      kinds: ['provider'],
      status: 'active',
      taxIdType: 'EIN',
      taxId: `*****${state.taxId.slice(-4)}`,
      payTo: state.payTo,
      contactEmail: state.contactEmail,
      npis: state.npis,
      version: '1',
    });
  });

  it('lies in the database without its tax id [MC-REG-06]', async () => {
    const { id, state } = await given('Sealed Clinic', 'anna');

    expect(JSON.stringify(await organizations.collection.findOne({ _id: id }))).not.toContain(`"${state.taxId}"`);
  });

  it('is seen by its active members', async () => {
    const organization = await given('Staffed Clinic', 'anna');
    await joined(organization, 'boris');

    expect(await getOrganization(organization.id, person(user('boris')))).toMatchObject({
      legalName: 'Staffed Clinic',
    });
  });

  it.each(['getOrganization', 'getDomains'] as const)('is not found by others: %s [MC-HOM-07]', async (name) => {
    const read = { getOrganization, getDomains }[name];
    const organization = await given(`Private Clinic ${name}`, 'anna');
    const other = await given(`Other Clinic ${name}`, 'zoe');
    await joined(organization, `left ${name}`, { status: 'deactivated' });
    const unclaimed = await given(`Unclaimed Clinic ${name}`);
    const missing = { kind: 'not-found', code: 'not-found' };

    const inView = { organizationId: organization.id, memberId: memberIdOf(organization.id, user('anna')) };
    await expect(read(organization.id, person(user('zoe')))).rejects.toMatchObject(missing);
    await expect(read(organization.id, person(user('zoe'), inView))).rejects.toMatchObject(missing);
    await expect(read(other.id, person(user('anna'), inView))).rejects.toMatchObject(missing);
    await expect(read(organization.id, person(user(`left ${name}`)))).rejects.toMatchObject(missing);
    await expect(read(unclaimed.id, person(user('anna')))).rejects.toMatchObject(missing);
    await expect(read(idFrom('none'), person(user('anna')))).rejects.toMatchObject(missing);
  });

  it('is not found while another of the same person is in view [MC-HOM-07]', async () => {
    const [one, other] = [await given('First Clinic', 'anna'), await given('Second Clinic', 'anna')];
    const anna = person(user('anna'), { organizationId: other.id, memberId: memberIdOf(other.id, user('anna')) });

    expect(await getOrganization(other.id, anna)).toMatchObject({ legalName: 'Second Clinic' });
    for (const read of [getOrganization, getDomains]) {
      await expect(read(one.id, anna)).rejects.toMatchObject({ kind: 'not-found', code: 'not-found' });
    }
  });

  it('is shown to nobody who is not a person', async () => {
    const { id } = await given('Faceless Clinic', 'anna');

    for (const actor of [anonymous(), system('identity', user('anna')), { kind: 'user' } as Actor]) {
      await expect(getOrganization(id, actor)).rejects.toMatchObject({ kind: 'unauthenticated' });
      await expect(getDomains(id, actor)).rejects.toMatchObject({ kind: 'unauthenticated' });
      await expect(getMemberships(actor)).rejects.toMatchObject({ kind: 'unauthenticated' });
    }
  });
});

describe("an organization's domains", () => {
  it('begin with the Org Admin, counted before their own record is there [MC-REG-20] [MC-DOM-01]', async () => {
    const { id } = await given('Domain Clinic', 'anna', 'domain-clinic.example');
    const asked = () => getDomains(id, person(user('anna')));

    expect(await asked()).toEqual({ items: [{ domain: 'domain-clinic.example', activeUsers: 1, publicMail: false }] });
  });

  it('count their active users, and flag public mail [MC-DOM-01]', async () => {
    const organization = await given('Counted Clinic', 'anna', 'mail.example');
    await joined(organization, 'anna', { orgRole: 'admin', emailDomain: 'mail.example' });
    await joined(organization, 'boris', { emailDomain: 'mail.example' });
    await joined(organization, 'carla', { emailDomain: 'mail.example', status: 'deactivated' });
    await joined(organization, 'dan', { emailDomain: 'elsewhere.example' });

    expect(await getDomains(organization.id, person(user('dan')))).toEqual({
      items: [{ domain: 'mail.example', activeUsers: 2, publicMail: true }],
    });
  });
});

describe('the memberships of a person', () => {
  it('name every NPI and every correspondence type for an Org Admin [MC-REG-12] [MC-REG-13] [MC-AUT-04]', async () => {
    const { id, state } = await given('Own Clinic', 'olga');

    expect(await getMemberships(person(user('olga')))).toEqual({
      items: [
        {
          organizationId: id,
          memberId: memberIdOf(id, user('olga')),
          name: 'Own Clinic',
          program: 'medi-cal',
          kinds: ['provider'],
          orgRole: 'admin',
          status: 'active',
          npiPermissions: state.npis.map(({ npi }) => ({ npi, level: 'admin' })),
          correspondenceTypes: ['tax-documents'],
        },
      ],
    });
  });

  it('cover NPIs that the organization got later [MC-REG-14] [D-07]', async () => {
    const { id } = await given('Growing Clinic', 'greta');
    const later = npiFrom(211_111_111);
    await organizations.collection.updateOne({ _id: id }, { $push: { npis: aNpi(later) } as never });

    const { items } = await getMemberships(person(user('greta')));
    expect(items[0]?.npiPermissions).toContainEqual({ npi: later, level: 'admin' });
  });

  it('are all those that are active, by name, before and after their own record is there [MC-AUT-02]', async () => {
    await given('B Clinic', 'nora');
    const withRecord = await given('A Clinic', 'nora');
    await joined(withRecord, 'nora', { orgRole: 'admin' });
    const asStaff = await given('C Clinic', 'other');
    await joined(asStaff, 'nora');
    const left = await given('D Clinic', 'other');
    await joined(left, 'nora', { status: 'deactivated' });

    const { items } = await getMemberships(person(user('nora')));
    expect(items.map(({ name, orgRole }) => `${name}: ${orgRole}`)).toEqual([
      'A Clinic: admin',
      'B Clinic: admin',
      'C Clinic: processor',
    ]);
    expect(items[2]).toMatchObject({
      npiPermissions: [],
      correspondenceTypes: [],
      memberId: memberIdOf(asStaff.id, user('nora')),
    });
  });

  it('of a stranger are none', async () => {
    expect(await getMemberships(person(user('stranger')))).toEqual({ items: [] });
  });
});

describe('an enrollment', () => {
  it('tells identity where the letter goes, and whether the organization is set up [MC-TOK-02] [MC-TOK-08]', async () => {
    const { id, state } = await given('Lettered Clinic');
    const { payTo, legalName } = state;

    expect(await getEnrollment(id)).toEqual({ organizationId: id, status: 'unclaimed', legalName, payTo });
    expect(await getEnrollment((await given('Set Up Clinic', 'anna')).id)).toMatchObject({ status: 'active' });
    await expect(getEnrollment(idFrom('none'))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

it('a read costs at most two database commands', async () => {
  const { id } = await given('Cheap Clinic', 'anna');
  const anna = person(user('anna'));

  expect(await commandsOf(() => getOrganization(id, anna))).toBe(2);
  expect(await commandsOf(() => getDomains(id, anna))).toBe(2);
  expect(await commandsOf(() => getMemberships(anna))).toBe(2);
  expect(await commandsOf(() => getEnrollment(id))).toBe(1);
});
