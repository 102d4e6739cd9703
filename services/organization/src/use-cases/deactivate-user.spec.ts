import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeactivateUser } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { today } from '../../test/builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { Office, type Sent } from '../../test/office.js';

const npi = '1234567893';
const grant = { npi, level: 'admin', by: idFrom('x'), at: today.toISOString() } as const;
let office: Office;
let members: InMemoryMembers;
beforeEach(async () => {
  const organizations = new InMemoryOrganizations();
  members = new InMemoryMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
});

const deactivate = (userId: string, rest: object = {}, sent?: Sent) =>
  office.ask(DeactivateUser, { userId, ...rest }, sent);
const counts = async (memberId: string) => (await office.organization()).seatOf(memberId) !== undefined;

describe('deactivating a user', () => {
  it('takes them out at once, with what they hold kept for later, and says why [MC-ADM-10] [MC-ADM-12]', async () => {
    const rosa = await office.join('rosa', { npis: [grant] });
    const view = await deactivate(rosa, { reason: 'moved away' });

    expect(view).toMatchObject({
      status: 'deactivated',
      actions: ['reactivate'],
      npiPermissions: [{ npi, level: 'admin' }],
    });
    expect(view).not.toHaveProperty('lapsesAt', expect.anything());
    expect(await counts(rosa)).toBe(false);
    const told = members.outbox.filter(({ subject }) => subject.endsWith(rosa));
    expect(told.map(({ data }) => data)).toEqual([
      expect.objectContaining({ memberId: rosa, cause: 'admin', reason: 'moved away', userId: idFrom('user', 'rosa') }),
      expect.objectContaining({ memberId: rosa, status: 'deactivated', version: 2 }),
    ]);
  });

  it('foretells the sessions that end, what is lost and who has no admin then, and does that [MC-ADM-11]', async () => {
    const rosa = await office.join('rosa', { npis: [grant] });
    office.sessions.set(idFrom('user', 'rosa'), 3);
    const foretold = await deactivate(rosa, { dryRun: true });
    expect(foretold).toMatchObject({ status: 'active', version: '1' });
    expect(foretold.effects).toEqual([
      { kind: 'sessions-end', userId: rosa, count: 3 },
      { kind: 'access-lost', userId: rosa, npi },
      { kind: 'npi-without-admin', npi },
    ]);
    expect(await counts(rosa)).toBe(true);
    expect((await deactivate(rosa)).effects).toEqual(foretold.effects);
  });

  it('of the only active Org Admin is refused, and foretold as refused [MC-ADM-14] [D-30]', async () => {
    const maria = office.idOf('maria');
    await expect(deactivate(maria)).rejects.toMatchObject({ kind: 'conflict', code: 'last-admin' });
    const { effects, status } = await deactivate(maria, { dryRun: true });
    expect([effects, status]).toEqual([[{ kind: 'refused', code: 'last-admin' }], 'active']);
  });

  it('of oneself is done when another Org Admin is there [MC-ADM-14]', async () => {
    await office.join('olga', { orgRole: 'admin' });
    expect(await deactivate(office.idOf('maria'))).toMatchObject({ status: 'deactivated' });
    await expect(deactivate(office.idOf('olga'))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('on the ground of an older version is refused, also when it is only asked about [X-04]', async () => {
    const rosa = await office.join('rosa', { npis: [grant] });
    for (const asked of [{}, { dryRun: true }])
      await expect(deactivate(rosa, { ifMatch: '0', ...asked })).rejects.toMatchObject({ code: 'stale' });
    expect(await counts(rosa)).toBe(true);
    expect(await deactivate(rosa, { ifMatch: '1' })).toMatchObject({ status: 'deactivated' });
  });

  it('again changes nothing; sent again is answered as before [X-05]', async () => {
    const rosa = await office.join('rosa', { npis: [grant] });
    const once = await deactivate(rosa, {}, { id: 'one' });
    expect(await deactivate(rosa, {}, { id: 'one' })).toEqual(once);
    expect(await deactivate(rosa)).toMatchObject({ status: 'deactivated', version: '2', effects: [] });
  });

  it('is for this organization only, and for its Org Admins [MC-ADM-13] [MC-ADM-02] [MC-HOM-07]', async () => {
    const rosa = await office.join('rosa');
    const sent = { organizationId: idFrom('organization', 'other') };
    await expect(deactivate(rosa, {}, sent)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(deactivate(rosa, {}, { as: 'rosa' })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(deactivate(idFrom('nobody'))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('of somebody who was only invited gives back their place [MC-DOM-02]', async () => {
    const rosa = await office.join('rosa', { status: 'invited', userId: undefined });
    expect((await deactivate(rosa)).effects).toEqual([]);
    expect(await counts(rosa)).toBe(false);
  });
});
