import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GetDomains, GetEnrollment, GetMemberships, GetOrganization } from '@portico/contracts';
import { type Actor, anonymous, idFrom, system } from '@portico/kernel';
import { memberIdOf } from '../src/domain/member.js';
import { aNpi, npiFrom, today } from './builders.js';
import { npiGrant, program, Reading, typeGrant, user } from './reading.js';
import { person } from './work.js';

jest.setTimeout(60_000);

let reading: Reading;
beforeAll(async () => {
  reading = await Reading.start();
}, 30_000);
afterAll(() => reading.stop());

const missing = { kind: 'not-found', code: 'not-found' };
const notAllowed = { kind: 'forbidden', code: 'not-allowed' };
const getOrganization = (organizationId: string, actor: Actor) =>
  reading.ask(GetOrganization, { organizationId }, actor);
const getDomains = (organizationId: string, actor: Actor) => reading.ask(GetDomains, { organizationId }, actor);
const getMemberships = (actor: Actor) => reading.ask(GetMemberships, {}, actor);
const getEnrollment = (organizationId: string) => reading.ask(GetEnrollment, { organizationId }, system('identity'));

describe('an organization', () => {
  it('is seen whole by its Org Admin, of its tax id the last four digits [MC-REG-06] [MC-ORG-06]', async () => {
    const organization = await reading.organization('Seen Clinic', 'anna');
    const { state, id } = organization;

    const view = await getOrganization(id, reading.inView(organization, 'anna'));
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
      directoryVisible: true,
      version: '1',
    });
  });

  it('lies in the database without its tax id [MC-REG-06]', async () => {
    const { id, state } = await reading.organization('Sealed Clinic', 'anna');

    const lies = await reading.organizations.collection.findOne({ _id: id });
    expect(JSON.stringify(lies)).not.toContain(`"${state.taxId}"`);
  });

  it('is seen by a Processor of the organization, and not by who has no level across it [MC-PRM-16] [D-32] [D-35]', async () => {
    const organization = await reading.organization('Staffed Clinic', 'anna');
    await reading.member(organization, 'boris', { orgRole: 'processor' });
    await reading.member(organization, 'carla');

    const asBoris = await getOrganization(organization.id, reading.inView(organization, 'boris'));
    expect(asBoris).toMatchObject({ legalName: 'Staffed Clinic' });
    const asCarla = getOrganization(organization.id, reading.inView(organization, 'carla'));
    await expect(asCarla).rejects.toMatchObject(notAllowed);
  });

  it.each(['getOrganization', 'getDomains'] as const)('is not found by others: %s [MC-HOM-07]', async (name) => {
    const read = { getOrganization, getDomains }[name];
    const organization = await reading.organization(`Private Clinic ${name}`, 'anna');
    const other = await reading.organization(`Other Clinic ${name}`, 'zoe');
    await reading.member(organization, `left ${name}`, { orgRole: 'admin', status: 'deactivated' });
    const unclaimed = await reading.organization(`Unclaimed Clinic ${name}`);
    const anna = reading.inView(organization, 'anna');

    await expect(read(organization.id, reading.inView(other, 'zoe'))).rejects.toMatchObject(missing);
    await expect(read(organization.id, { ...anna, userId: user('zoe') })).rejects.toMatchObject(missing);
    await expect(read(other.id, anna)).rejects.toMatchObject(missing);
    await expect(read(organization.id, reading.inView(organization, `left ${name}`))).rejects.toMatchObject(missing);
    await expect(read(unclaimed.id, reading.inView(unclaimed, 'anna'))).rejects.toMatchObject(missing);
    await expect(read(idFrom('none'), anna)).rejects.toMatchObject(missing);
  });

  it('is not found while another of the same person is in view [MC-HOM-07]', async () => {
    const one = await reading.organization('First Clinic', 'anna');
    const other = await reading.organization('Second Clinic', 'anna');
    const anna = reading.inView(other, 'anna');

    expect(await getOrganization(other.id, anna)).toMatchObject({ legalName: 'Second Clinic' });
    for (const read of [getOrganization, getDomains]) await expect(read(one.id, anna)).rejects.toMatchObject(missing);
  });

  it('is shown to nobody who is not a person', async () => {
    const { id } = await reading.organization('Faceless Clinic', 'anna');

    for (const actor of [anonymous(), system('identity', user('anna')), { kind: 'user' } as Actor]) {
      await expect(getOrganization(id, actor)).rejects.toMatchObject({ kind: 'unauthenticated' });
      await expect(getDomains(id, actor)).rejects.toMatchObject({ kind: 'unauthenticated' });
      await expect(getMemberships(actor)).rejects.toMatchObject({ kind: 'unauthenticated' });
    }
  });
});

describe("an organization's domains", () => {
  it('begin with the Org Admin, counted before their own record is there [MC-REG-20] [MC-DOM-01]', async () => {
    const organization = await reading.organization('Domain Clinic', 'anna', 'mail.example');

    expect(await getDomains(organization.id, reading.inView(organization, 'anna'))).toEqual({
      items: [{ domain: 'mail.example', activeUsers: 1, publicMail: true }],
    });
  });

  it('count who is invited or active, for Org Admins only [MC-DOM-01] [MC-ADM-02]', async () => {
    const organization = await reading.organization('Counted Clinic', 'anna', 'counted.example');
    await reading.member(organization, 'boris', { orgRole: 'processor' });
    const seat = { memberId: idFrom('member', 'boris'), domain: 'counted.example', orgRole: 'none', since: today };
    const domain = { domain: 'elsewhere.example', since: today };
    const further = { $push: { people: seat, domains: domain } as never };
    await reading.organizations.collection.updateOne({ _id: organization.id }, further);

    const items = [
      { domain: 'counted.example', activeUsers: 2, publicMail: false },
      { domain: 'elsewhere.example', activeUsers: 0, publicMail: false },
    ];
    expect(await getDomains(organization.id, reading.inView(organization, 'anna'))).toEqual({ items });
    const asBoris = getDomains(organization.id, reading.inView(organization, 'boris'));
    await expect(asBoris).rejects.toMatchObject(notAllowed);
  });
});

describe('the memberships of a person', () => {
  const types = program.correspondenceTypes.map(({ id }) => id);

  it('name every NPI and every correspondence type for an Org Admin [MC-REG-12] [MC-REG-13] [MC-AUT-04]', async () => {
    const { id, state } = await reading.organization('Own Clinic', 'olga');

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
          correspondenceTypes: types,
        },
      ],
    });
  });

  it('cover NPIs that the organization got later [MC-REG-14] [D-07]', async () => {
    const { id } = await reading.organization('Growing Clinic', 'greta');
    const later = npiFrom(211_111_111);
    await reading.organizations.collection.updateOne({ _id: id }, { $push: { npis: aNpi(later) } as never });

    const { items } = await getMemberships(person(user('greta')));
    expect(items[0]?.npiPermissions).toContainEqual({ npi: later, level: 'admin' });
  });

  it('name the NPIs and types that were given to anybody else, while they hold [MC-PRM-02] [MC-PRM-13]', async () => {
    const organization = await reading.organization('Given Clinic', 'anna');
    const [held = '', other = ''] = organization.state.npis.map(({ npi }) => npi);
    const over = new Date(today.getTime() - 1).toISOString();
    const npis = [npiGrant(held), npiGrant(other, { to: over }), npiGrant(npiFrom(199_999_999))];
    const grants = [typeGrant(held, 'tax-documents'), typeGrant(other, 'remittance-advice-detail')];
    await reading.member(organization, 'gina', { npis, types: grants });

    const { items } = await getMemberships(person(user('gina')));
    expect(items).toEqual([
      expect.objectContaining({
        npiPermissions: [{ npi: held, level: 'processor' }],
        correspondenceTypes: ['tax-documents'],
      }),
    ]);
  });

  it('are all those that are active, by name, before and after their own record is there [MC-AUT-02] [MC-PRM-19]', async () => {
    await reading.organization('B Clinic', 'nora');
    await reading.member(await reading.organization('A Clinic', 'nora'), 'nora', { orgRole: 'admin' });
    await reading.member(await reading.organization('C Clinic', 'other'), 'nora', { orgRole: 'processor' });
    await reading.member(await reading.organization('D Clinic', 'other'), 'nora', { status: 'deactivated' });
    await reading.member(await reading.organization('E Clinic', 'other'), 'nora', { lapsesAt: today });

    const { items } = await getMemberships(person(user('nora')));
    const named = items.map(({ name, orgRole }) => `${name}: ${orgRole}`);
    expect(named).toEqual(['A Clinic: admin', 'B Clinic: admin', 'C Clinic: processor']);
  });

  it('of a stranger are none', async () => {
    expect(await getMemberships(person(user('stranger')))).toEqual({ items: [] });
  });
});

describe('an enrollment', () => {
  it('tells identity where the letter goes, and whether the organization is set up [MC-TOK-02] [MC-TOK-08]', async () => {
    const { id, state } = await reading.organization('Lettered Clinic');
    const { payTo, legalName } = state;

    expect(await getEnrollment(id)).toEqual({ organizationId: id, status: 'unclaimed', legalName, payTo });
    const { id: claimed } = await reading.organization('Set Up Clinic', 'anna');
    expect(await getEnrollment(claimed)).toMatchObject({ status: 'active' });
    await expect(getEnrollment(idFrom('none'))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

it('a read of an organization costs one database command, of memberships two', async () => {
  const organization = await reading.organization('Cheap Clinic', 'anna');
  const { id } = organization;
  const anna = reading.inView(organization, 'anna');

  expect(await reading.commandsOf(() => getOrganization(id, anna))).toBe(1);
  expect(await reading.commandsOf(() => getDomains(id, anna))).toBe(1);
  expect(await reading.commandsOf(() => getMemberships(anna))).toBe(2);
  expect(await reading.commandsOf(() => getEnrollment(id))).toBe(1);
});
