import { beforeEach, describe, expect, it } from '@jest/globals';
import { ReissueInvitation, type UserView } from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import { today } from '../../test/builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { Office, type Sent } from '../../test/office.js';

let office: Office;
let rosa: string;
beforeEach(async () => {
  const organizations = new InMemoryOrganizations();
  const members = new InMemoryMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
  rosa = await office.join('rosa', { status: 'invited', userId: undefined, joinedAt: undefined });
});
const reissue = (userId: string, sent?: Sent) => office.ask<UserView>(ReissueInvitation, { userId }, sent);

describe('inviting again', () => {
  it('gives seven new days, also after the old ones have passed [MC-INV-03] [MC-INV-04]', async () => {
    office.clock.advance('P8D');
    const view = await reissue(rosa);
    const sentAt = after(today, 'P8D').toISOString();
    expect(view).toMatchObject({ status: 'invited', invitation: { count: 2, sentAt } });
    expect(view.invitation?.expiresAt).toBe(after(today, 'P15D').toISOString());
    office.clock.advance('P8D');
    expect(await reissue(rosa)).toMatchObject({ invitation: { count: 3 } });
  });

  it('sent again is answered as before [X-05]', async () => {
    const once = await reissue(rosa, { id: 'one' });
    expect(await reissue(rosa, { id: 'one' })).toEqual(once);
    expect((await office.state(rosa)).invitation?.count).toBe(2);
  });

  it('is refused for who has an account, who was deactivated, and whose membership ended', async () => {
    const refused = (status: string) => ({ kind: 'conflict', code: 'user-not-invited', details: { status } });
    await expect(reissue(await office.join('ann'))).rejects.toMatchObject(refused('active'));
    await expect(reissue(await office.join('bob', { status: 'deactivated' }))).rejects.toMatchObject(
      refused('deactivated'),
    );
    office.clock.advance('P30D');
    await expect(reissue(rosa)).rejects.toMatchObject(refused('deactivated'));
  });

  it('is for Org Admins of this organization [MC-ADM-02] [MC-HOM-07]', async () => {
    await office.join('ann');
    await expect(reissue(rosa, { as: 'ann' })).rejects.toMatchObject({ code: 'not-allowed' });
    const sent = { organizationId: idFrom('organization', 'other') };
    await expect(reissue(rosa, sent)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
