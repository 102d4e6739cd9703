import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GetUser, ListUsers, type UserListView, type UserStatus } from '@portico/contracts';
import { after, type Actor, idFrom } from '@portico/kernel';
import { memberIdOf } from '../src/domain/member.js';
import type { Organization } from '../src/domain/organization.js';
import { npiFrom, today } from './builders.js';
import { npiGrant, Reading, typeGrant, user } from './reading.js';

jest.setTimeout(60_000);

let reading: Reading;
let clinic: Organization;
let anna: Actor;
beforeAll(async () => {
  reading = await Reading.start();
  clinic = await reading.organization('Sunrise Clinic', 'anna');
  anna = reading.inView(clinic, 'anna');
  await reading.member(clinic, 'anna', { orgRole: 'admin', firstName: 'Anna', lastName: 'Lee' });
}, 30_000);
afterAll(() => reading.stop());

const list = (asked: object = {}, { id: organizationId }: Organization = clinic, actor = anna): Promise<UserListView> =>
  reading.ask(ListUsers, { organizationId, ...asked }, actor);
const get = (userId: string, actor = anna) => reading.ask(GetUser, { organizationId: clinic.id, userId }, actor);
const missing = { kind: 'not-found', code: 'not-found' };
const notAllowed = { kind: 'forbidden', code: 'not-allowed' };

/** An organization of so many people, with its Org Admin. */
async function crowd(name: string, count: number): Promise<{ organization: Organization; admin: Actor }> {
  const organization = await reading.organization(name, 'ada');
  await reading.member(organization, 'ada', { orgRole: 'admin' });
  await reading.crowd(
    organization,
    Array.from({ length: count - 1 }, (_, at) => `${name} ${at}`),
  );
  return { organization, admin: reading.inView(organization, 'ada') };
}

async function walk(organization: Organization, admin: Actor, between: () => Promise<unknown>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await list({ cursor, limit: 7 }, organization, admin);
    ids.push(...items.map(({ id }) => id));
    cursor = nextCursor;
    await between();
  } while (cursor !== undefined);
  return ids;
}

describe('the list of users', () => {
  it('is for those who may see users: not for a Processor, an NPI Admin, or one without any level [MC-ADM-02] [MC-ADM-03] [MC-PRM-04]', async () => {
    const [{ npi = '' } = {}] = clinic.state.npis;
    await reading.member(clinic, 'pat', { orgRole: 'processor' });
    await reading.member(clinic, 'nina', { npis: [npiGrant(npi, { level: 'admin' })] });
    await reading.member(clinic, 'lena', { orgRole: 'admin', lapsesAt: today });

    for (const name of ['pat', 'nina', 'lena']) {
      await expect(list({}, clinic, reading.inView(clinic, name))).rejects.toMatchObject(notAllowed);
      await expect(get(memberIdOf(clinic.id, user('pat')), reading.inView(clinic, name))).rejects.toMatchObject(
        notAllowed,
      );
    }
  });

  it('of another organization is not there, nor for who left [MC-HOM-07]', async () => {
    const other = await reading.organization('Other Clinic', 'zoe');
    await reading.member(clinic, 'left', { orgRole: 'admin', status: 'deactivated' });

    await expect(list({}, other)).rejects.toMatchObject(missing);
    await expect(list({}, clinic, reading.inView(other, 'zoe'))).rejects.toMatchObject(missing);
    await expect(list({}, clinic, { ...anna, userId: user('zoe') })).rejects.toMatchObject(missing);
    await expect(list({}, clinic, reading.inView(clinic, 'left'))).rejects.toMatchObject(missing);
  });

  it('is open to who set the organization up before their own record is there [MC-REG-12]', async () => {
    const fresh = await reading.organization('Fresh Clinic', 'frida');

    expect(await list({}, fresh, reading.inView(fresh, 'frida'))).toEqual({ items: [], nextCursor: undefined });
  });

  it('shows each once and in a stable order, page by page, while others come in [X-02] [MC-ADM-06]', async () => {
    const { organization, admin } = await crowd('Crowded Clinic', 60);
    let came = 0;
    const before = (await list({ limit: 100 }, organization, admin)).items.map(({ id }) => id);
    const seen = await walk(organization, admin, () => reading.member(organization, `newcomer ${(came += 1)}`));

    expect(came).toBeGreaterThan(8);
    expect(seen).toEqual([...seen].sort());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => before.includes(id))).toEqual(before);
  });

  it('finds the beginning of a name, of any part of it, and of an address, in any case [MC-ADM-06]', async () => {
    const organization = await reading.organization('Searched Clinic', 'ada');
    await reading.member(organization, 'ada', { orgRole: 'admin' });
    const words = (first: string, last: string, email: string) => ({
      ...{ firstName: first, lastName: last, email },
      words: [`${first} ${last}`, first, last, email].map((word) => word.toLowerCase()),
    });
    await reading.member(organization, 'one', words('Maria', 'Lopez', 'mlopez@sunrise.example'));
    await reading.member(organization, 'two', words('Marion', 'Kim', 'kim@sunrise.example'));
    const found = async (q: string) => {
      const { items } = await list({ q }, organization, reading.inView(organization, 'ada'));
      return items.map(({ firstName }) => firstName).sort();
    };

    expect(await found('mari')).toEqual(['Maria', 'Marion']);
    expect(await found('LOP')).toEqual(['Maria']);
    expect(await found('maria lo')).toEqual(['Maria']);
    expect(await found('kim@')).toEqual(['Marion']);
    expect(await found('opez')).toEqual([]);
    expect(await found('.*')).toEqual([]);
    expect(await found('(')).toEqual([]);
  });

  it('tells a status by the clock, and finds by it [MC-INV-03] [MC-ADM-06] [MC-ADM-15]', async () => {
    const organization = await reading.organization('Timed Clinic', 'ada');
    await reading.member(organization, 'ada', { orgRole: 'admin' });
    const until = (expiresAt: Date) => ({ sentAt: today, expiresAt, count: 1 });
    const invited = { status: 'invited', userId: undefined } as const;
    await reading.member(organization, 'i', { ...invited, invitation: until(after(today, 'PT1S')) });
    await reading.member(organization, 'x', { ...invited, invitation: until(today) });
    await reading.member(organization, 'd', { status: 'deactivated' });
    await reading.member(organization, 'l', { lapsesAt: today });
    await reading.member(organization, 's', { lapsesAt: after(today, 'PT1S') });
    const admin = reading.inView(organization, 'ada');
    const withStatus = async (status: UserStatus) =>
      (await list({ status }, organization, admin)).items.map((item) => {
        expect(item.status).toBe(status);
        return item.id;
      });
    const ids = (...names: string[]) => names.map((name) => memberIdOf(organization.id, user(name))).sort();

    expect(await withStatus('invited')).toEqual(ids('i'));
    expect(await withStatus('invitationExpired')).toEqual(ids('x'));
    expect(await withStatus('deactivated')).toEqual(ids('d', 'l'));
    expect(await withStatus('active')).toEqual(ids('ada', 's'));
  });

  it('finds few among very many by an index, and pages through them', async () => {
    const { organization, admin } = await crowd('Vast Clinic', 600);
    const rare = { words: ['xenia'], status: 'deactivated' } as const;
    await Promise.all(['q', 'r', 's'].map((name) => reading.member(organization, name, rare)));

    for (const asked of [
      { q: 'xen' },
      { status: 'deactivated' as const },
      { q: 'xen', status: 'deactivated' as const },
    ]) {
      const first = await list({ ...asked, limit: 2 }, organization, admin);
      const { items } = await list({ ...asked, limit: 2, cursor: first.nextCursor }, organization, admin);
      expect([...first.items, ...items].map(({ id }) => id)).toEqual(
        ['q', 'r', 's'].map((name) => memberIdOf(organization.id, user(name))).sort(),
      );
    }
  });

  it('of another list does not continue this one', async () => {
    const { nextCursor: cursor } = await list({ limit: 1 });
    const { organization, admin } = await crowd('Next Clinic', 3);

    await expect(list({ cursor }, organization, admin)).rejects.toMatchObject({ code: 'cursor-invalid' });
  });

  it('costs one database command with the permission check, found by name or status too', async () => {
    expect(await reading.commandsOf(() => list())).toBe(1);
    expect(await reading.commandsOf(() => list({ q: 'anna' }))).toBe(1);
    expect(await reading.commandsOf(() => list({ status: 'active' }))).toBe(1);
  });
});

describe('a user', () => {
  const grants = () => {
    const [first = '', second = ''] = clinic.state.npis.map(({ npi }) => npi);
    const to = after(today, 'P5D').toISOString();
    const gone = npiFrom(299_999_999);
    return {
      npis: [npiGrant(first, { level: 'admin' }), npiGrant(second, { to }), npiGrant(gone)],
      types: [typeGrant(first, 'remittance-advice-detail', 'tax-documents'), typeGrant(gone, 'tax-documents')],
      ...{ first, second, to },
    };
  };

  it('is shown with the three blocks, types by their names, NPIs that left not at all [MC-ADM-07] [MC-PRM-13] [MC-PIN-13]', async () => {
    const { first, second, to, npis, types } = grants();
    const names = { firstName: 'Boris', lastName: 'Novak', email: 'boris@sunrise-clinic.example' };
    const { state } = await reading.member(clinic, 'boris', { ...names, npis, types });

    expect(await get(state.memberId)).toMatchObject({
      ...{ id: state.memberId, ...names, status: 'active', orgRole: 'none', accountId: user('boris') },
      npiPermissions: [
        { npi: first, providerName: 'Sunrise Family Practice', level: 'admin' },
        { npi: second, providerName: 'Sunrise Family Practice', level: 'processor', to },
      ],
      correspondencePermissions: [
        {
          npi: first,
          types: [
            { id: 'remittance-advice-detail', name: 'Remittance Advice Detail' },
            { id: 'tax-documents', name: 'Tax Documents' },
          ],
        },
      ],
      organizationPermission: 'none',
      version: '1',
    });
  });

  it('shows of a phone the last four digits, and keeps it sealed', async () => {
    const { id, state } = await reading.member(clinic, 'fay', { mobilePhone: '+19165550199' });

    expect((await get(state.memberId)).mobilePhone).toBe('*** *** 0199');
    expect(JSON.stringify(await reading.members.collection.findOne({ _id: id }))).not.toContain('5550199');
  });

  it.each([
    ['active', {}, ['deactivate']],
    ['invited', { status: 'invited' }, ['deactivate', 'reissue-invitation']],
    ['deactivated', { status: 'deactivated' }, ['reactivate']],
    ['lapsed', { lapsesAt: today }, ['reactivate']],
  ] as const)('who is %s can be acted on accordingly [MC-ADM-08] [MC-INV-04]', async (name, change, actions) => {
    const { state } = await reading.member(clinic, `acted ${name}`, change);

    expect((await get(state.memberId)).actions).toEqual(actions);
  });

  it('of another organization, or of none, is not there', async () => {
    const other = await reading.organization('Foreign Clinic', 'zoe');
    const { state } = await reading.member(other, 'zoe', { orgRole: 'admin' });

    await expect(get(state.memberId)).rejects.toMatchObject(missing);
    await expect(get(idFrom('nobody'))).rejects.toMatchObject(missing);
  });

  it('costs one database command with the permission check', async () => {
    expect(await reading.commandsOf(() => get(memberIdOf(clinic.id, user('anna'))))).toBe(1);
  });
});
