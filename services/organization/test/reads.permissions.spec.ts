import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { memberActions, organizationActions } from '@portico/access';
import { GetOwnRights, GetPermissions, type PermissionsView } from '@portico/contracts';
import { after } from '@portico/kernel';
import { FilePrograms } from '@portico/program';
import { memberIdOf } from '../src/domain/member.js';
import type { Organization } from '../src/domain/organization.js';
import { aNpi, npiFrom, today } from './builders.js';
import { npiGrant, Reading, typeGrant, user } from './reading.js';

const programs = new FilePrograms(fileURLToPath(new URL('../../../programs', import.meta.url)));
const { correspondenceTypes } = programs.get('medi-cal');
const types = correspondenceTypes.map(({ id }) => id);

jest.setTimeout(60_000);

let reading: Reading;
let clinic: Organization;
let first: string;
let second: string;
beforeAll(async () => {
  reading = await Reading.start(programs);
  clinic = await reading.organization('Sunrise Clinic', 'anna');
  [first = '', second = ''] = clinic.state.npis.map(({ npi }) => npi);
  await reading.member(clinic, 'anna', { orgRole: 'admin' });
  const limited = { to: after(today, 'P5D').toISOString() };
  await reading.member(clinic, 'boris', {
    npis: [npiGrant(first, { level: 'admin' }), npiGrant(second, limited)],
    types: [typeGrant(first, 'tax-documents')],
  });
  await reading.member(clinic, 'carla');
}, 30_000);
afterAll(() => reading.stop());

const memberId = (name: string) => memberIdOf(clinic.id, user(name));
const permissions = (as: string, of?: string): Promise<PermissionsView> =>
  reading.ask(GetPermissions, of ? { user: memberId(of) } : {}, reading.inView(clinic, as));
const rights = (as: string) => reading.ask(GetOwnRights, {}, reading.inView(clinic, as));

describe('effective permissions', () => {
  it('of an Org Admin are every action, on every NPI as Admin, with every correspondence type [MC-REG-13]', async () => {
    const { status, orgRole, actions, npis } = await permissions('anna');

    expect({ status, orgRole, actions }).toEqual({
      status: 'active',
      orgRole: 'admin',
      actions: [...organizationActions],
    });
    expect(npis.map(({ npi, level }) => ({ npi, level }))).toEqual(
      [first, second].map((npi) => ({ npi, level: 'admin' })),
    );
    for (const each of npis) expect(each).toMatchObject({ types, actions: expect.arrayContaining(['pin.reset']) });
  });

  it('cover NPIs that were attached later, without an assignment [MC-REG-14] [D-07]', async () => {
    const growing = await reading.organization('Growing Clinic', 'greta');
    const later = npiFrom(222_222_222);
    await reading.organizations.collection.updateOne({ _id: growing.id }, { $push: { npis: aNpi(later) } as never });

    const { npis } = await reading.ask(GetPermissions, {}, reading.inView(growing, 'greta'));
    expect(npis).toContainEqual(expect.objectContaining({ npi: later, level: 'admin', types }));
  });

  it('of an NPI Admin are those of the level, on that NPI, for the types that were given [MC-PRM-03] [MC-PRM-05]', async () => {
    const { actions, npis } = await permissions('boris');

    expect(actions).toEqual(['notification.read']);
    expect(npis).toEqual([
      expect.objectContaining({ npi: first, level: 'admin', types: ['tax-documents'] }),
      expect.objectContaining({ npi: second, level: 'processor', types: [], actions: ['npi.read'] }),
    ]);
    expect(npis[0]?.actions).toEqual(
      expect.arrayContaining(['npi.read', 'pin.view', 'pin.reset', 'correspondence.read', 'tax-document.read']),
    );
  });

  it('end with the limit of a grant, at that instant [MC-PRM-17]', async () => {
    reading.clock.advance('P5D');
    const late = await permissions('boris');
    reading.clock.advance('-P5D');

    expect(late.npis.map(({ npi }) => npi)).toEqual([first]);
  });

  it('of who was given nothing are next to nothing [MC-PRM-02] [MC-ADM-17] [D-32]', async () => {
    expect(await permissions('carla')).toMatchObject({ actions: ['notification.read'], npis: [] });
  });

  it('of a member whose membership is over are none, whether a job said so or not [MC-ADM-10] [MC-ADM-15]', async () => {
    const npis = [npiGrant(first)];
    await reading.member(clinic, 'dora', { status: 'deactivated', npis });
    await reading.member(clinic, 'egon', { lapsesAt: today, npis });

    for (const name of ['dora', 'egon'])
      expect(await permissions('anna', name)).toMatchObject({ status: 'deactivated', actions: [], npis: [] });
  });

  it('on an NPI that left the organization are none; back with it they are as before [MC-PIN-13] [D-41]', async () => {
    const gone = npiFrom(233_333_333);
    await reading.member(clinic, 'finn', { npis: [npiGrant(gone)] });
    expect((await permissions('finn')).npis).toEqual([]);

    await reading.organizations.collection.updateOne({ _id: clinic.id }, { $push: { npis: aNpi(gone) } as never });
    expect((await permissions('finn')).npis).toMatchObject([{ npi: gone, level: 'processor' }]);
    await reading.organizations.collection.updateOne({ _id: clinic.id }, { $pull: { npis: { npi: gone } } as never });
  });

  it('of others are for those who may see users; oneself may always look [MC-ADM-02]', async () => {
    expect(await permissions('anna', 'boris')).toMatchObject({ userId: memberId('boris') });
    expect(await permissions('boris', 'boris')).toMatchObject({ userId: memberId('boris') });
    const notAllowed = { kind: 'forbidden', code: 'not-allowed' };
    await expect(permissions('boris', 'anna')).rejects.toMatchObject(notAllowed);
    await expect(permissions('boris', 'nobody')).rejects.toMatchObject(notAllowed);
  });

  it('of strangers, or without an organization in view, are not there', async () => {
    const other = await reading.organization('Other Clinic', 'zoe');
    await expect(permissions('anna', 'nobody')).rejects.toMatchObject({ kind: 'not-found' });
    const asked = { user: memberIdOf(other.id, user('zoe')) };
    await expect(reading.ask(GetPermissions, asked, reading.inView(clinic, 'anna'))).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(reading.ask(GetPermissions, {}, { kind: 'user', userId: user('anna') })).rejects.toMatchObject({
      code: 'no-organization',
    });
  });

  it('cost one database command, also for 500 NPIs, and little time', async () => {
    const large = await reading.organization('Large Clinic', 'lara');
    const many = Array.from({ length: 500 }, (_, at) => npiFrom(150_000_000 + at));
    await reading.organizations.collection.updateOne({ _id: large.id }, { $set: { npis: many.map(aNpi) } });
    await reading.member(large, 'liam', { npis: many.map((npi) => npiGrant(npi)) });
    const liam = reading.inView(large, 'liam');

    expect(await reading.commandsOf(() => reading.ask(GetPermissions, {}, liam))).toBe(1);
    expect((await reading.ask(GetPermissions, {}, liam)).npis).toHaveLength(500);
  });
});

describe('what a homepage is composed of', () => {
  it('is every action that is held for any part [MC-HOM-02] [MC-ADM-01]', async () => {
    expect((await rights('anna')).actions).toEqual([...memberActions]);
    const { actions, orgRole } = await rights('boris');
    expect(orgRole).toBe('none');
    expect(actions).toEqual(expect.arrayContaining(['notification.read', 'pin.view', 'tax-document.read']));
    expect(actions).not.toContain('user.read');
  });

  it('of who was given nothing has no Administration, no PIN Management [MC-HOM-02] [D-32]', async () => {
    expect(await rights('carla')).toMatchObject({ actions: ['notification.read'], kinds: ['provider'] });
  });

  it('is nothing for who is no member of what they have in view', async () => {
    const stranger = { ...reading.inView(clinic, 'stranger') };
    await expect(reading.ask(GetOwnRights, {}, stranger)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await reading.commandsOf(() => rights('carla'))).toBe(1);
  });
});
