import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetPerson, ListInvitations } from '@portico/contracts';
import { idFrom, newId, StoppedClock } from '@portico/kernel';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoInvitations } from '../src/adapters/mongo.invitations.js';
import { MongoUsers } from '../src/adapters/mongo.users.js';
import { Invitation } from '../src/domain/invitation.js';
import { User } from '../src/domain/user.js';
import { GetPersonHandler } from '../src/reads/get-person.js';
import { ListInvitationsHandler } from '../src/reads/list-invitations.js';
import { aPerson, minutesLater, now, userId } from './account.builders.js';
import { anIssue, expiresAt, organizationId } from './invitation.builders.js';
import { from } from './work.js';

const clock = new StoppedClock(now);
const { email } = aPerson();
let mongo: Mongo;
let users: MongoUsers;
let invitations: MongoInvitations;

const idOf = (name: string): string => idFrom('invitation', name);

async function anInvitationTo(name: string, change: { email?: string; minutes?: number }, act = (_: Invitation) => {}) {
  const { invitee, token } = anIssue();
  const ends = minutesLater(change.minutes ?? 0, expiresAt);
  const issue = {
    invitee: { ...invitee, memberId: idFrom('member', name), email: change.email ?? email },
    token: { ...token, hash: newId() },
    expiresAt: ends,
  };
  const invitation = Invitation.issue(idOf(name), issue, now);
  act(invitation);
  await invitations.save(invitation);
}

beforeAll(async () => {
  mongo = await aMongo();
  users = new MongoUsers(mongo);
  invitations = new MongoInvitations(mongo);
  await mongo.onModuleInit();
  await users.save(User.register(aPerson()));
  await anInvitationTo('later', { minutes: 5 });
  await anInvitationTo('sooner', {}, (one) => one.begin(newId(), now));
  await anInvitationTo('foreign', { email: 'other@elsewhere.example' });
  await anInvitationTo('accepted', {}, (one) => one.accept(userId, now));
  await anInvitationTo('revoked', {}, (one) => one.revoke());
}, 60_000);
afterAll(() => dropMongo(mongo));

describe('The invitations of the person who asks', () => {
  const list = (id = userId) =>
    new ListInvitationsHandler(users, invitations, clock).execute(
      from(ListInvitations, {}, { kind: 'user', userId: id }),
    );

  it('are those to their address that can be accepted now, the soonest to end first [MC-INV-14]', async () => {
    const shown = { organizationId, organizationName: 'Sunrise Clinic', program: 'test-plan' };
    expect((await list()).items).toEqual([
      { id: idOf('sooner'), ...shown, status: 'begun', expiresAt: expiresAt.toISOString() },
      { id: idOf('later'), ...shown, status: 'issued', expiresAt: minutesLater(5, expiresAt).toISOString() },
    ]);
  });

  it('are gone at the moment at which they end, whoever announced it [MC-INV-03]', async () => {
    clock.set(expiresAt);
    expect((await list()).items.map(({ id }) => id)).toEqual([idOf('later')]);
    clock.set(now);
  });

  it('are nobody’s without an account', async () => {
    await expect(list(newId())).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('A person, for the organizations they belong to', () => {
  const person = (id: string) =>
    new GetPersonHandler(users).execute(from(GetPerson, { userId: id }, { kind: 'system', process: 'organization' }));

  it('has names, address and phone, opened', async () => {
    const { firstName, lastName, mobilePhone } = aPerson();
    expect(await person(userId)).toEqual({ userId, email, firstName, lastName, mobilePhone });
  });

  it('may have no phone, and may not be there', async () => {
    const id = newId();
    await users.save(User.register(aPerson({ id, email: `${id}@example.org`, mobilePhone: undefined })));
    expect(await person(id)).not.toHaveProperty('mobilePhone');
    await expect(person(newId())).rejects.toMatchObject({ kind: 'not-found', code: 'not-found' });
  });
});
