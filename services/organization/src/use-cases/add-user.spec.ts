import { beforeEach, describe, expect, it } from '@jest/globals';
import { AddUser, type UserView } from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import { today } from '../../test/builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { emailOf, Office } from '../../test/office.js';
import { invitedIdOf } from '../domain/member.js';

let office: Office;
let members: InMemoryMembers;
let organizations: InMemoryOrganizations;
beforeEach(async () => {
  organizations = new InMemoryOrganizations();
  members = new InMemoryMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
});

const rosa = { email: emailOf('rosa'), firstName: 'Rosa', lastName: 'Díaz', mobilePhone: '(916) 555-0142' };
const add = (body: object = {}, sent = {}) => office.ask<UserView>(AddUser, { ...rosa, ...body }, sent);
const idOf = (email: string) => invitedIdOf(office.organizationId, idFrom('print', email));

describe('adding a user', () => {
  it('invites them, and shows them as they will be read [MC-ADM-04] [MC-INV-01] [MC-ADM-19]', async () => {
    const view = await add({ businessPhone: '+1 800 555 1234' });

    expect(view).toEqual({
      id: idOf(rosa.email),
      email: rosa.email,
      firstName: 'Rosa',
      lastName: 'Díaz',
      status: 'invited',
      orgRole: 'none',
      mobilePhone: expect.stringMatching(/0142$/),
      businessPhone: expect.stringMatching(/1234$/),
      since: today.toISOString(),
      lapsesAt: after(today, 'P30D').toISOString(),
      invitation: { sentAt: today.toISOString(), expiresAt: after(today, 'P7D').toISOString(), count: 1 },
      npiPermissions: [],
      correspondencePermissions: [],
      organizationPermission: 'none',
      actions: ['deactivate', 'reissue-invitation'],
      version: '1',
    });
    expect((await office.state(view.id)).mobilePhone).toBe('+19165550142');
  });

  it('tells the others ids only, never a name, an address or a phone', async () => {
    await add();
    const told = members.outbox.filter(({ subject }) => subject.endsWith(idOf(rosa.email)));
    expect(told.map(({ type }) => type)).toEqual([
      'portico.organization.member-invited.v1',
      'portico.organization.member-standing-changed.v1',
    ]);
    expect(JSON.stringify(told)).not.toMatch(/@|Rosa|Díaz|555/);
  });

  it('keeps phones sealed and the address as a keyed hash beside it', async () => {
    await add();
    const stored = JSON.stringify(members.documents.get(`${office.organizationId}|${idOf(rosa.email)}`));
    expect(stored).not.toContain('9165550142');
  });

  it('refuses each phone that cannot be, by its field, and takes nobody in [MC-ADM-04]', async () => {
    const wrong = { mobilePhone: '+1 000 000 0000', businessPhone: '12345678' };
    await expect(add(wrong)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'invalid-input',
      details: { errors: [{ pointer: '/mobilePhone' }, { pointer: '/businessPhone' }] },
    });
    await expect(add({ mobilePhone: '+1 800 555 1234' })).rejects.toMatchObject({
      details: { errors: [{ pointer: '/mobilePhone', code: 'phone-invalid' }] },
    });
    expect((await office.organization()).state.people).toHaveLength(1);
  });

  it.each(['email', 'firstName', 'lastName', 'mobilePhone'])('needs %s [MC-ADM-04]', async (field) => {
    await expect(async () => add({ [field]: undefined })).rejects.toMatchObject({
      kind: 'invalid',
      details: { errors: expect.arrayContaining([expect.objectContaining({ pointer: `/${field}` })]) },
    });
  });

  it('asks before it takes in a new mail domain, and tells a public one apart [MC-DOM-03] [MC-ADM-21] [D-09]', async () => {
    const email = 'rosa@mail.example';
    await expect(add({ email })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'new-domain',
      details: { domain: 'mail.example', publicMail: true },
    });
    await expect(add({ email: 'rosa@new.example' })).rejects.toMatchObject({ details: { publicMail: false } });
    expect(await add({ email, confirmNewDomain: true })).toMatchObject({ status: 'invited', email });
    const { domains } = (await office.organization()).state;
    expect(domains.map(({ domain }) => domain)).toContain('mail.example');
  });

  it('refuses an address that the organization has, with the status of its user [MC-ADM-05]', async () => {
    await add();
    await expect(add({ email: 'ROSA@Sunrise-Clinic.example' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'user-exists',
      details: { userStatus: 'invited' },
    });
    await office.join('carla', { status: 'deactivated' });
    await expect(add({ email: emailOf('carla') })).rejects.toMatchObject({ details: { userStatus: 'deactivated' } });
  });

  it('that is sent again is answered as before, and invites once [X-05]', async () => {
    const first = await add({}, { id: 'one' });
    expect(await add({}, { id: 'one' })).toEqual(first);
    expect(members.documents.size).toBe(2);
    expect((await office.state(first.id)).invitation?.count).toBe(1);
  });

  it('is refused for the address of who set the organization up, and leaves no place behind [MC-ADM-05]', async () => {
    const maria = await office.member(office.idOf('maria'));
    maria?.rename({ email: emailOf('maria'), emailPrint: idFrom('print', emailOf('maria')) });
    if (maria) await members.save(maria);
    const asked = add({ email: emailOf('maria') });
    await expect(asked).rejects.toMatchObject({ code: 'user-exists', details: { userStatus: 'active' } });
    expect((await office.organization()).state.people).toHaveLength(1);
  });

  it('fifty times at once with one command is one user, and each is answered; with fifty commands 49 hear that there is one', async () => {
    const same = await Promise.all(Array.from({ length: 50 }, () => add({}, { id: 'same' })));
    expect(new Set(same.map(({ id }) => id))).toEqual(new Set([idOf(rosa.email)]));
    const others = await Promise.allSettled(Array.from({ length: 50 }, () => add({ email: emailOf('otto') })));
    const refused = others.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refused).toHaveLength(49);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: 'user-exists', details: { userStatus: 'invited' } });
    }
  });
});

describe('who may add users', () => {
  it.each([
    ['a Processor of an NPI', { npis: [{ npi: '1234567893', level: 'processor', by: 'x', at: 'y' }] }],
    ['an NPI Admin [MC-ADM-03] [MC-PRM-04]', { npis: [{ npi: '1234567893', level: 'admin', by: 'x', at: 'y' }] }],
    ['a Processor across the organization [MC-PRM-15] [D-35]', { orgRole: 'processor' }],
  ] as const)('not %s [MC-ADM-02]', async (_, change) => {
    await office.join('peter', change);
    await expect(add({}, { as: 'peter' })).rejects.toMatchObject({ kind: 'forbidden', code: 'not-allowed' });
  });

  it('nobody of another organization, nobody who left, and nobody who was invited only: it is not there [MC-HOM-07]', async () => {
    await office.join('gone', { status: 'deactivated', orgRole: 'admin' });
    await office.join('waits', { status: 'invited', orgRole: 'admin' });
    const missing = { kind: 'not-found', code: 'not-found' };
    for (const as of ['stranger', 'gone', 'waits']) await expect(add({}, { as })).rejects.toMatchObject(missing);
    await expect(add({}, { organizationId: idFrom('organization', 'other') })).rejects.toMatchObject(missing);
  });

  it('an Org Admin who was made one [MC-PRM-16]', async () => {
    await office.join('olga', { orgRole: 'admin' });
    expect(await add({}, { as: 'olga' })).toMatchObject({ status: 'invited' });
    expect((await office.state(idOf(rosa.email))).orgRoleBy).toBe(office.idOf('olga'));
  });
});
