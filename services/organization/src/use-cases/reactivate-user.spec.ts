import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeactivateUser, ReactivateUser, RemoveDomain, SetOrganizationPermission } from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import { today } from '../../test/builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { Office, type Sent } from '../../test/office.js';

const npi = '1234567893';
const grant = { npi, level: 'admin', by: idFrom('x'), at: today.toISOString() } as const;
const types = [{ npi, types: ['tax-documents'], by: idFrom('x'), at: today.toISOString() }];
let office: Office;
let members: InMemoryMembers;
beforeEach(async () => {
  const organizations = new InMemoryOrganizations();
  members = new InMemoryMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
});

const reactivate = (userId: string, rest: object = {}, sent?: Sent) =>
  office.ask(ReactivateUser, { userId, ...rest }, sent);
const deactivate = (userId: string) => office.ask(DeactivateUser, { userId });
const removeDomain = (domain: string) => office.ask<unknown>(RemoveDomain, { domain });
const counts = async (memberId: string) => (await office.organization()).seatOf(memberId) !== undefined;

describe('reactivating a user', () => {
  it('gives back everything as it was, at any time [MC-ADM-12] [D-29]', async () => {
    const rosa = await office.join('rosa', { npis: [grant], types });
    const before = await office.state(rosa);
    await deactivate(rosa);
    office.clock.advance('P400D');
    const view = await reactivate(rosa);

    const { status, orgRole, npis } = before;
    expect(await office.state(rosa)).toMatchObject({ status, orgRole, npis, types });
    expect(view).toMatchObject({ status: 'active', effects: [], actions: ['deactivate'] });
    expect(view.lapsesAt).toBe(after(today, 'P490D').toISOString());
    expect(await counts(rosa)).toBe(true);
  });

  it('on the ground of an older version is refused [X-04]', async () => {
    const rosa = await office.join('rosa', { npis: [grant] });
    const { version } = await deactivate(rosa);
    await expect(reactivate(rosa, { ifMatch: '1' })).rejects.toMatchObject({ code: 'stale' });
    expect(await counts(rosa)).toBe(false);
    expect(await reactivate(rosa, { ifMatch: version })).toMatchObject({ status: 'active' });
  });

  it('makes an Org Admin an Org Admin again', async () => {
    const olga = await office.join('olga', { orgRole: 'admin' });
    await deactivate(olga);
    expect(await reactivate(olga)).toMatchObject({ orgRole: 'admin' });
    const { admins } = (await office.organization()).state;
    expect(admins).toContainEqual({ memberId: olga, userId: idFrom('user', 'olga') });
  });

  it('who never used the invitation sends a new one, and says so [D-29]', async () => {
    const rosa = await office.join('rosa', { status: 'invited', userId: undefined, joinedAt: undefined });
    await deactivate(rosa);
    office.clock.advance('P10D');
    const view = await reactivate(rosa);
    const expiresAt = after(today, 'P17D').toISOString();
    expect(view).toMatchObject({ status: 'invited', invitation: { count: 2, expiresAt } });
    expect(view.effects).toEqual([{ kind: 'mail', userId: rosa, template: 'invitation' }]);
  });

  it('of a domain that was removed asks for confirmation, and adds it again [MC-DOM-04] [D-36]', async () => {
    const rosa = await office.join('rosa', {}, 'new.example');
    await deactivate(rosa);
    await removeDomain('new.example');
    await expect(reactivate(rosa)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'domain-removed',
      details: { domain: 'new.example' },
    });
    expect((await office.state(rosa)).status).toBe('deactivated');
    expect((await reactivate(rosa, { confirmDomain: true })).effects).toEqual([
      { kind: 'domain-added', domain: 'new.example' },
    ]);
  });

  it('who is active changes nothing; sent again is answered as before [X-05]', async () => {
    const rosa = await office.join('rosa', { status: 'invited', userId: undefined, joinedAt: undefined });
    expect(await reactivate(rosa)).toMatchObject({ version: '1', effects: [] });
    await deactivate(rosa);
    const once = await reactivate(rosa, {}, { id: 'one' });
    expect(await reactivate(rosa, {}, { id: 'one' })).toEqual(once);
  });

  it('whose membership ended by itself works before anything has announced that it did [MC-ADM-15]', async () => {
    const rosa = await office.join('rosa');
    office.clock.advance('P31D');
    expect(await reactivate(rosa)).toMatchObject({ status: 'active', lapsesAt: after(today, 'P61D').toISOString() });
    await office.reactions.RosterChanged.react({
      organizationId: office.organizationId,
      memberId: rosa,
      by: office.idOf('maria'),
    });
    await office.reactions.MemberDeactivated.react({
      organizationId: office.organizationId,
      memberId: rosa,
      cause: 'never-assigned',
    });
    expect((await office.state(rosa)).status).toBe('active');
    expect(await counts(rosa)).toBe(true);
  });

  it('takes the level that was set in the meantime', async () => {
    const rosa = await office.join('rosa');
    await deactivate(rosa);
    await office.ask(SetOrganizationPermission, { userId: rosa, level: 'admin' });
    expect(await reactivate(rosa)).toMatchObject({ orgRole: 'admin' });
  });

  it('is for this organization and its Org Admins [MC-ADM-02] [MC-HOM-07]', async () => {
    const rosa = await office.join('rosa');
    const sent = { organizationId: idFrom('organization', 'other') };
    await expect(reactivate(rosa, {}, sent)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(reactivate(rosa, {}, { as: 'rosa' })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
