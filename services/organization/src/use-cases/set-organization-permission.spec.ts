import { beforeEach, describe, expect, it } from '@jest/globals';
import { SetOrganizationPermission } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { Office, type Sent } from '../../test/office.js';

let office: Office;
let rosa: string;
let maria: string;
beforeEach(async () => {
  const organizations = new InMemoryOrganizations();
  const members = new InMemoryMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
  [rosa, maria] = [await office.join('rosa'), office.idOf('maria')];
});

const set = (userId: string, level: string, rest: object = {}, sent?: Sent) =>
  office.ask(SetOrganizationPermission, { userId, level, ...rest }, sent);
const admins = async () => (await office.organization()).state.admins.map(({ memberId }) => memberId);

describe('the level across the organization', () => {
  it('makes an Org Admin, who can manage users at once [MC-PRM-15] [MC-PRM-16] [MC-PRM-17]', async () => {
    await expect(set(maria, 'none', {}, { as: 'rosa' })).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await set(rosa, 'admin')).toMatchObject({ organizationPermission: 'admin', orgRole: 'admin', effects: [] });
    expect(await admins()).toEqual([maria, rosa]);
    expect(await set(maria, 'processor', {}, { as: 'rosa' })).toMatchObject({ orgRole: 'processor' });
    await expect(set(rosa, 'none')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('is never taken from the last active Org Admin [MC-ADM-14]', async () => {
    for (const level of ['processor', 'none']) {
      await expect(set(maria, level)).rejects.toMatchObject({ kind: 'conflict', code: 'last-admin' });
    }
    expect((await set(maria, 'none', { dryRun: true })).effects).toEqual([{ kind: 'refused', code: 'last-admin' }]);
    expect((await office.state(maria)).orgRole).toBe('admin');
  });

  it('takes from an Org Admin what they do not hold otherwise: foretold, and then so', async () => {
    await set(rosa, 'admin');
    const foretold = await set(rosa, 'none', { dryRun: true });
    expect(foretold).toMatchObject({ orgRole: 'admin', version: '2' });
    expect(foretold.effects).toEqual([
      { kind: 'access-lost', userId: rosa, npi: '1234567893' },
      { kind: 'access-lost', userId: rosa, npi: '1558598797' },
    ]);
    expect(await set(rosa, 'none')).toMatchObject({ orgRole: 'none', effects: foretold.effects, version: '3' });
    expect(await admins()).toEqual([maria]);
  });

  it('that is as it was changes nothing, in neither document', async () => {
    await set(rosa, 'processor');
    const { version } = await office.organization();
    expect(await set(rosa, 'processor')).toMatchObject({ version: '2', effects: [] });
    expect((await office.organization()).version).toBe(version);
  });

  it('of somebody who was deactivated stands in their record, and counts when they are back', async () => {
    const gone = await office.join('gone', { status: 'deactivated' });
    const organization = await office.organization();
    organization.dismiss(gone, { by: maria, cause: 'admin' });
    await office.stores.organizations.save(organization);
    expect(await set(gone, 'admin')).toMatchObject({ status: 'deactivated', orgRole: 'admin' });
    expect(await admins()).toEqual([maria]);
    expect((await set(gone, 'none', { dryRun: true })).effects).toEqual([]);
  });

  it('does not bring back who ended by themselves: they end first, and are no admin that counts [MC-ADM-15]', async () => {
    office.clock.advance('P31D');
    expect(await set(rosa, 'admin')).toMatchObject({ status: 'deactivated', orgRole: 'admin' });
    expect(await admins()).toEqual([maria]);
  });

  it('sent again is answered as before, also after others changed it back [X-05]', async () => {
    const once = await set(rosa, 'admin', {}, { id: 'one' });
    expect(await set(rosa, 'admin', {}, { id: 'one' })).toEqual(once);
    await set(rosa, 'none');
    expect(await set(rosa, 'admin', {}, { id: 'one' })).toMatchObject({ orgRole: 'none' });
    expect(await admins()).toEqual([maria]);
  });

  it('is refused on an older version, of nobody, and in another organization [X-04] [MC-HOM-07]', async () => {
    await set(rosa, 'processor', { ifMatch: '1' });
    await expect(set(rosa, 'admin', { ifMatch: '1' })).rejects.toMatchObject({ code: 'stale' });
    await expect(set(idFrom('nobody'), 'admin')).rejects.toMatchObject({ kind: 'not-found' });
    const sent = { organizationId: idFrom('organization', 'other') };
    await expect(set(rosa, 'admin', {}, sent)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
