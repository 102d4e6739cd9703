import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AddStaff,
  type MeView,
  OrganizationClaimed,
  type StaffView,
  UpdateProfile,
  UserJoinedOrganization,
} from '@portico/contracts';
import { idFrom, newId, type Refusal, system } from '@portico/kernel';
import { Registration } from '../src/domain/registration.js';
import { User } from '../src/domain/user.js';
import { FindOwedNotices } from '../src/jobs/find-owed-notices.js';
import { AddStaffHandler } from '../src/use-cases/add-staff.js';
import { UpdateProfileHandler } from '../src/use-cases/update-profile.js';
import { userIdOf } from '../src/use-cases/user-id.js';
import { aMembership, anotherMembership, aPerson, minutesLater, now, secrets, userId } from './account.builders.js';
import { AccountWorld } from './account.world.js';
import { from, inContext } from './work.js';

let world: AccountWorld;
const known = () => inContext(undefined, () => world.users.get(userId));
const facts = (): string[] => world.users.outbox.map(({ type }) => type.split('.')[2] ?? '');

beforeEach(async () => {
  world = await AccountWorld.of();
});

describe('An organization that was claimed', () => {
  const registrationId = idFrom('registration', 'first');

  async function registered(): Promise<void> {
    const { email, firstName, lastName, mobilePhone } = aPerson();
    const state = { id: registrationId, userId, email, firstName, lastName, mobilePhone, program: 'test-plan' };
    await inContext(undefined, () => world.registrations.save(new Registration(state as Registration['state'])));
  }

  const claimed = (event = newId(), membership = aMembership()) => {
    const { organizationId, memberId, name: legalName, program, kinds } = membership;
    const data = { organizationId, memberId, legalName, program, kinds, userId, registrationId };
    return world.tell({ id: event, type: OrganizationClaimed.type, data });
  };

  it('gives its person an account with one link to set a password [MC-REG-12] [MC-REG-16]', async () => {
    await registered();
    for (const event of ['event', 'event', 'other']) await claimed(event);
    await world.settle();
    expect(facts()).toEqual(['user-registered', 'user-joined-organization', 'password-link-issued']);
    expect((await known())?.state).toMatchObject({ ...aPerson(), memberships: [aMembership()] });
    expect(world.mails.sent.map(({ subject, to }) => [subject, to])).toEqual([['set-password', aPerson().email]]);
  });

  it('tells which registration led there', async () => {
    await registered();
    await claimed();
    const joined = world.users.outbox.find(({ type }) => type === UserJoinedOrganization.type);
    expect(joined?.data).toMatchObject({ userId, registrationId });
  });

  it('is mailed of to somebody who has a password already, without a link [MC-REG-08]', async () => {
    await world.aUser();
    const { state } = (await known()) as User;
    world.users.documents.clear();
    const credentials = { exact: 'exact', canonical: 'stem', setAt: now };
    await inContext(undefined, () => world.users.save(new User({ ...state, credentials })));
    await claimed('event', anotherMembership());
    await world.settle();
    expect(world.mails.sent.map(({ subject }) => subject)).toEqual(['organization-added']);
    expect(world.mails.sent[0]?.text).toContain('Harbor Billing');
    expect((await known())?.activeMemberships).toHaveLength(2);
  });

  it('sends a second link only when the first can no longer be used', async () => {
    await registered();
    await claimed();
    await claimed('second', anotherMembership());
    expect(facts().filter((fact) => fact === 'password-link-issued')).toHaveLength(1);
  });

  it('waits for its registration', async () => {
    await expect(claimed()).rejects.toThrow(expect.objectContaining({ code: 'registration-not-found' }));
  });

  it('makes one account of two claims at once', async () => {
    await registered();
    await Promise.all([claimed('one'), claimed('two', anotherMembership())]);
    expect(world.users.documents.size).toBe(1);
    expect((await known())?.activeMemberships).toHaveLength(2);
    expect(facts().filter((fact) => fact === 'password-link-issued')).toHaveLength(1);
  });
});

describe('The staff command', () => {
  const email = 'ops@department.example';
  const add = (change: object = {}, id = newId()): Promise<StaffView> =>
    world.send(AddStaffHandler, from(AddStaff, { email, roles: ['ops'], ...change }, system('operator')), id);

  it('makes an account and mails it a link; there is no password to begin with', async () => {
    const view = await add();
    expect(view).toEqual({ id: userIdOf(email, secrets), email, roles: ['ops'] });
    await world.settle();
    expect(world.mails.sent.map(({ subject, to }) => [subject, to])).toEqual([['staff-set-password', email]]);
    const link = await world.do.open(world.mails.sent[0]?.secret ?? '');
    expect(link).toMatchObject({ step: 'otp', phoneNeeded: true });
  });

  it('lets the person name a phone, which is theirs once proven', async () => {
    await add();
    await world.settle();
    const link = await world.do.open(world.mails.sent[0]?.secret ?? '');
    await world.do.passcode(link, { mobilePhone: '(916) 555-0199' });
    expect(world.passcodes.sent[0]?.to).toBe('+19165550199');
    expect(await world.do.verify(link)).toMatchObject({ step: 'password', phoneHint: '0199' });
    await world.do.password(link);
    expect((await world.do.signIn({ email })).next).toBe('home');
  });

  it('takes a phone and names, and refuses a number that no passcode can reach', async () => {
    await add({ mobilePhone: '+1 916 555 0123', firstName: 'Ada', lastName: 'Ops', program: 'test-plan' });
    const user = await inContext(undefined, () => world.users.byEmail(email));
    expect(user?.state).toMatchObject({ mobilePhone: '+19165550123', firstName: 'Ada', lastName: 'Ops' });
    const wrong = add({ email: 'other@department.example', mobilePhone: '+1 900 555 0100' });
    await expect(wrong).rejects.toThrow(expect.objectContaining({ code: 'phone-invalid' }));
    const strange = add({ email: 'other@department.example', program: 'no-plan' });
    await expect(strange).rejects.toThrow(expect.objectContaining({ code: 'program-unknown' }));
  });

  it('mails a new link to who has none that works, and gives a role to who has an account', async () => {
    const command = newId();
    await add({}, command);
    await add({}, command);
    expect(facts()).toEqual(['user-registered', 'password-link-issued']);
    await add();
    expect(facts().filter((fact) => fact === 'password-link-issued')).toHaveLength(2);
    await world.aUser({}, []);
    await add({ email: aPerson().email });
    expect(facts()).toContain('staff-roles-granted');
  });
});

describe('One’s own profile', () => {
  const update = (fields: object, id = newId()): Promise<MeView> =>
    world.send(UpdateProfileHandler, from(UpdateProfile, fields, { kind: 'user', userId }), id);

  beforeEach(() => world.aUser());

  it('changes names, and answers with its new version [MC-PRF-01] [MC-PRF-02]', async () => {
    const command = newId();
    const view = await update({ firstName: 'Mary', ifMatch: '1' }, command);
    expect(view).toMatchObject({ firstName: 'Mary', lastName: 'Lopez', mobilePhone: '*** *** 0142', version: '2' });
    expect(await update({ firstName: 'Mary', ifMatch: '1' }, command)).toEqual(view);
    expect(await update({ firstName: 'Mary' })).toEqual(view);
  });

  it('is not changed from a view that is out of date', async () => {
    await update({ firstName: 'Mary' });
    const late = update({ firstName: 'Marie', ifMatch: '1' });
    await expect(late).rejects.toThrow(expect.objectContaining({ kind: 'conflict', code: 'stale' }));
  });

  it('keeps its login email [MC-PRF-02] [MC-PRF-05]', async () => {
    const refused = await update({ email: 'new@elsewhere.example' }).catch((error: Refusal) => error);
    expect(refused).toMatchObject({ kind: 'invalid', code: 'immutable-field' });
    expect((refused as Refusal).details.errors?.[0]?.pointer).toBe('/email');
  });

  it('is nobody’s without an account', async () => {
    world.users.documents.clear();
    await expect(update({ firstName: 'Mary' })).rejects.toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('A mail that is owed', () => {
  const reconcile = () => inContext(undefined, () => world.get(FindOwedNotices).reconcile());

  it('is found again in the database when its job was lost, after a while', async () => {
    await world.send(AddStaffHandler, from(AddStaff, { email: 'ops@department.example', roles: ['ops'] }));
    await reconcile();
    expect(world.jobs.all).toEqual([]);
    world.clock.set(minutesLater(3));
    await reconcile();
    await reconcile();
    expect(world.jobs.all).toHaveLength(1);
    await world.settle();
    expect(world.mails.sent).toHaveLength(1);
    world.clock.set(minutesLater(9));
    await reconcile();
    expect(world.jobs.all.filter(({ queue }) => queue === 'notices')).toHaveLength(2);
  });

  it('holds ids only while it waits', async () => {
    await world.aUser();
    await world.send(AddStaffHandler, from(AddStaff, { email: 'ops@department.example', roles: ['ops'] }));
    world.clock.set(minutesLater(3));
    await reconcile();
    expect(JSON.stringify(world.jobs.all)).not.toContain('department');
  });
});
