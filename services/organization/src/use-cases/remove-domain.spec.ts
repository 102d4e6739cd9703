import { beforeEach, describe, expect, it } from '@jest/globals';
import { AddUser, DeactivateUser, type EffectsView, RemoveDomain } from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import { today } from '../../test/builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { domain as first, Office, type Sent } from '../../test/office.js';
import { newDomain } from '../domain/roster.js';

let office: Office;
beforeEach(async () => {
  const organizations = new InMemoryOrganizations();
  const members = new InMemoryMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
});

const remove = (domain: string, rest: object = {}, sent?: Sent) =>
  office.ask<EffectsView>(RemoveDomain, { domain, ...rest }, sent);
const domains = async () => (await office.organization()).state.domains.map(({ domain }) => domain);

/** A place in the organization whose member was never written: its command was stopped in between. */
async function halfway(since = today): Promise<string> {
  const memberId = idFrom('member', 'half');
  const organization = await office.organization();
  const admission = { by: office.idOf('maria'), at: since, confirmed: true, otherwise: newDomain };
  organization.admit({ memberId, domain: 'new.example', orgRole: 'none' }, admission);
  await office.stores.organizations.save(organization);
  return memberId;
}

describe('removing a mail domain', () => {
  it('is refused on the ground of an older version of the organization [X-04]', async () => {
    const rosa = await office.join('rosa', {}, 'new.example');
    const before = (await office.organization()).version;
    await office.ask(DeactivateUser, { userId: rosa });
    for (const asked of [{}, { dryRun: true }])
      await expect(remove('new.example', { ifMatch: String(before), ...asked })).rejects.toMatchObject({
        code: 'stale',
      });
    expect(await domains()).toContain('new.example');
    await remove('new.example', { ifMatch: String(before + 1) });
    expect(await domains()).not.toContain('new.example');
  });

  it('is refused while anybody who counts has an address of it, invited ones too, by name [MC-DOM-02]', async () => {
    const rosa = await office.join('rosa', {}, 'new.example');
    const ivan = await office.join('ivan', { status: 'invited', userId: undefined }, 'new.example');
    const refusal = {
      kind: 'conflict',
      code: 'domain-in-use',
      details: { domain: 'new.example', users: [rosa, ivan] },
    };
    await expect(remove('New.Example.')).rejects.toMatchObject(refusal);
    expect(await remove('new.example', { dryRun: true })).toEqual({
      effects: [{ kind: 'refused', code: 'domain-in-use' }],
    });
    for (const userId of [rosa, ivan]) await office.ask(DeactivateUser, { userId });
    const effects = [{ kind: 'domain-removed', domain: 'new.example' }];
    expect(await remove('new.example', { dryRun: true })).toEqual({ effects });
    expect(await domains()).toContain('new.example');
    expect(await remove('new.example')).toEqual({ effects });
    expect(await domains()).toEqual([first]);
  });

  it('that is not there is not found; sent again is answered as before [X-05]', async () => {
    await expect(remove('other.example')).rejects.toMatchObject({ kind: 'not-found', code: 'domain-unknown' });
    const rosa = await office.join('rosa', {}, 'new.example');
    await office.ask(DeactivateUser, { userId: rosa });
    const once = await remove('new.example', {}, { id: 'one' });
    expect(await remove('new.example', {}, { id: 'one' })).toEqual(once);
    await expect(remove('new.example')).rejects.toMatchObject({ code: 'domain-unknown' });
  });

  it('makes adding with an address of it ask again [MC-DOM-03]', async () => {
    const rosa = await office.join('rosa', {}, 'new.example');
    await office.ask(DeactivateUser, { userId: rosa });
    await remove('new.example');
    const ida = { email: 'ida@new.example', firstName: 'Ida', lastName: 'Vega', mobilePhone: '+1 916 555 0142' };
    await expect(office.ask(AddUser, ida)).rejects.toMatchObject({ code: 'new-domain' });
  });

  it('waits a minute for who is being added, and drops a place that nobody took after that [MC-DOM-02]', async () => {
    const half = await halfway();
    office.clock.advance('PT60S');
    await expect(remove('new.example')).rejects.toMatchObject({ code: 'domain-in-use', details: { users: [half] } });
    office.clock.advance('PT0.001S');
    await remove('new.example');
    expect((await office.organization()).seatOf(half)).toBeUndefined();
  });

  it('drops no place of a member who is there, however old', async () => {
    await office.join('rosa', {}, 'new.example');
    await halfway(after(today, 'PT1S'));
    office.clock.advance('P10D');
    const users = [expect.any(String)];
    await expect(remove('new.example')).rejects.toMatchObject({ code: 'domain-in-use', details: { users } });
  });

  it('is for Org Admins of this organization [MC-ADM-02] [MC-HOM-07]', async () => {
    await office.join('rosa', { orgRole: 'processor' });
    await expect(remove(first, {}, { as: 'rosa' })).rejects.toMatchObject({ kind: 'forbidden', code: 'not-allowed' });
    const sent = { organizationId: idFrom('organization', 'other') };
    await expect(remove(first, {}, sent)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
