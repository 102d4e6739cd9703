import { beforeEach, describe, expect, it } from '@jest/globals';
import { AcceptInvitation, ChooseOrganization, OrganizationClaimed } from '@portico/contracts';
import { idFrom, newId } from '@portico/kernel';
import { AcceptInvitationHandler } from '../src/use-cases/accept-invitation.js';
import { ChooseOrganizationHandler } from '../src/use-cases/choose-organization.js';
import { User } from '../src/domain/user.js';
import { aMembership, anotherMembership, aPerson, now, userId } from './account.builders.js';
import { actorOf, goodPassword } from './account.world.js';
import { expiresAt, invitationId, memberId, organizationId } from './invitation.builders.js';
import { mailed, PeopleWorld } from './people.world.js';
import { from, inContext } from './work.js';

let world: PeopleWorld;
beforeEach(async () => {
  world = await PeopleWorld.of();
});

const email = aPerson().email;
const elsewhere = anotherMembership();
const notFound = { kind: 'not-found', code: 'invitation-not-found' };

/** Somebody with a password, in other organizations or in none. */
async function aColleague(memberships = [elsewhere]): Promise<void> {
  const user = User.register(aPerson());
  for (const membership of memberships) user.joinOrganization(membership, now);
  const exact = `1$${idFrom('password', goodPassword)}`;
  const credentials = { exact, canonical: exact, setAt: now };
  await inContext(undefined, () => world.users.save(new User({ ...user.state, credentials })));
}

const known = () => inContext(undefined, () => world.users.get(userId));
const subjects = () => world.mails.sent.map(({ subject }) => subject);

describe('Somebody with an account who is invited [D-11]', () => {
  it('is told by a mail that leads to the sign-in, and carries no token [MC-INV-14]', async () => {
    await aColleague();
    await world.invited({ email });
    expect(subjects()).toEqual(['invitation-existing']);
    expect(world.mails.sent[0]).toMatchObject({ to: email, about: invitationId, secret: undefined });
    expect(world.mails.sent[0]?.text).not.toMatch(/#|link:/);
    expect(world.mails.sent[0]?.text).toContain('portalUrl: https://portal.example');
  });

  it('finds the invitation beside their organizations when they sign in, and cannot enter it [MC-INV-14]', async () => {
    await aColleague();
    await world.invited({ email });
    const { next, organizations } = await world.do.signIn();
    expect(next).toBe('home');
    expect(organizations).toEqual([
      { ...elsewhere, kinds: ['submitter'] },
      {
        organizationId,
        memberId,
        name: 'Sunrise Clinic',
        program: 'test-plan',
        kinds: ['provider'],
        orgRole: 'none',
        status: 'invited',
        invitationId,
      },
    ]);
    const [session] = [...world.sessions.documents.values()];
    expect(session).toMatchObject({ view: { organizationId: elsewhere.organizationId } });
    const message = from(ChooseOrganization, { organizationId }, actorOf({ id: session?._id ?? '', userId }));
    await expect(world.send(ChooseOrganizationHandler, message)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('signs in to accept, also when nothing else is open to them', async () => {
    await aColleague([aMembership({ organizationId: elsewhere.organizationId, status: 'deactivated' })]);
    await expect(world.do.signIn()).rejects.toMatchObject({ code: 'membership-inactive' });
    await world.invited({ email });
    const { next, organizations } = await world.do.signIn();
    expect(next).toBe('select-organization');
    expect(organizations.map(({ status }) => status)).toEqual(['invited']);
    world.clock.set(expiresAt);
    await expect(world.do.signIn()).rejects.toMatchObject({ code: 'membership-inactive' });
  });

  it('joins by one click, gets no second password, and is told by mail [MC-INV-14]', async () => {
    await aColleague();
    await world.invited({ email });
    expect(await world.accept(invitationId)).toEqual({
      id: invitationId,
      organizationId,
      organizationName: 'Sunrise Clinic',
      program: 'test-plan',
      status: 'accepted',
      expiresAt: expiresAt.toISOString(),
      message: 'organization.added',
    });
    await world.settle();
    const { next, organizations } = await world.do.signIn();
    expect({ next, count: organizations.length }).toEqual({ next: 'select-organization', count: 2 });
    expect(organizations.map(({ status }) => status)).toEqual(['active', 'active']);
    expect(subjects()).toEqual(['invitation-existing', 'organization-added']);
    expect(world.facts('password-link')).toEqual([]);
    expect(world.facts('user-joined')).toHaveLength(1);
  });

  it('has accepted, however often they click, and whatever was lost on the way', async () => {
    await aColleague();
    await world.invited({ email });
    const command = newId();
    const first = await world.accept(invitationId, userId, command);
    expect(await world.accept(invitationId, userId, command)).toEqual(first);
    expect(await world.accept(invitationId)).toEqual(first);
    await world.settle();
    expect(await world.accept(invitationId)).toEqual(first);
    expect(world.facts('invitation-accepted')).toHaveLength(1);
  });

  it('is the only one for whom there is anything to accept', async () => {
    await aColleague();
    await world.invited({ email });
    const other = aPerson({ id: newId(), email: 'other@elsewhere.example' });
    await world.aUser(other);
    await expect(world.accept(invitationId, other.id)).rejects.toMatchObject(notFound);
    await expect(world.accept(invitationId, newId())).rejects.toMatchObject(notFound);
    await expect(world.accept(newId())).rejects.toMatchObject(notFound);
    const nobody = from(AcceptInvitation, { invitationId }, { kind: 'user' });
    await expect(world.send(AcceptInvitationHandler, nobody)).rejects.toMatchObject(notFound);
    expect(world.facts('invitation-accepted')).toEqual([]);
  });

  it('accepts nothing that is over, replaced by nothing, or taken back [MC-INV-03]', async () => {
    await aColleague();
    await world.invited({ email });
    world.clock.set(expiresAt);
    await expect(world.accept(invitationId)).rejects.toMatchObject({ kind: 'gone', code: 'invitation-expired' });
    world.clock.set(now);
    await world.deactivate();
    await world.settle();
    await expect(world.accept(invitationId)).rejects.toMatchObject({ kind: 'gone', code: 'invitation-revoked' });
    expect((await world.do.signIn()).organizations).toHaveLength(1);
    await world.invited({ email });
    expect((await world.do.signIn()).organizations).toHaveLength(2);
    expect(await world.accept(invitationId)).toMatchObject({ status: 'accepted' });
  });

  it('does not register with the link of another time: they sign in to accept', async () => {
    const token = await world.invited({ email });
    const flow = await world.begun(token);
    await aColleague();
    const refused = { kind: 'conflict', code: 'account-exists' };
    await expect(world.come.open(token)).rejects.toMatchObject(refused);
    await world.come.terms(flow);
    await world.deactivate();
    const again = await world.invited({ email });
    expect(again).toBe(token);
    expect(world.mails.last('invitation-existing')?.secret).toBeUndefined();
  });

  it('who was on the way already when the account came to be, joins with it and keeps its password', async () => {
    const flow = await world.atPasscode(await world.invited({ email }));
    await aColleague();
    await world.come.verify(flow);
    await world.settle();
    const user = await known();
    expect(user?.activeMemberships.map((membership) => membership.organizationId)).toEqual([
      elsewhere.organizationId,
      organizationId,
    ]);
    expect(user?.state).toMatchObject({ firstName: 'Maria', mobilePhone: '+19165550142' });
    expect(subjects()).toEqual([mailed, 'organization-added']);
    expect((await world.registrations.present(flow.registrationId))?.state.provisionedAt).toBeDefined();
  });

  it('by a click while they were registering: the registration comes to nothing', async () => {
    const flow = await world.atPasscode(await world.invited({ email }));
    await aColleague();
    await world.come.verify(flow);
    await world.accept(invitationId);
    await world.settle();
    expect(world.facts('invitation-accepted')).toHaveLength(1);
    const step = world.come.send(flow);
    await expect(step).rejects.toMatchObject({ kind: 'gone', code: 'invitation-used' });
  });
});

describe('Invitations that were sent before there was an account [D-11]', () => {
  const second = { memberId: idFrom('member', 'harbor', 'maria'), organizationId: elsewhere.organizationId };

  it('wait in it from the day it is made', async () => {
    const token = await world.invited({ email });
    await world.invite({ email, ...second, organizationName: 'Harbor Billing' });
    await world.settle();
    await world.registered(token);
    await world.settle();
    const user = await known();
    expect(user?.activeMemberships).toHaveLength(1);
    expect(user?.pendingMemberships(now).map(({ name }) => name)).toEqual(['Harbor Billing']);
    expect(user?.pendingMemberships(expiresAt)).toEqual([]);
  });

  it('are not shown when they are over, nor to others', async () => {
    await world.invited({ email });
    await world.deactivate();
    await world.invite({ email: 'other@elsewhere.example', ...second });
    await world.aUser();
    await world.settle();
    expect((await known())?.state.memberships).toEqual([aMembership()]);
  });

  it('leave alone an organization that the person claims meanwhile', async () => {
    const claimed = { memberId, organizationId, legalName: 'Sunrise', program: 'test-plan', kinds: ['provider'] };
    await aColleague([]);
    await world.invited({ email });
    const data = { ...claimed, userId, registrationId: newId() };
    await world.tell({ id: newId(), type: OrganizationClaimed.type, data });
    await world.invited({ email });
    expect((await known())?.state.memberships).toMatchObject([{ status: 'active', orgRole: 'admin' }]);
  });
});
