import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AddUser,
  DeactivateUser,
  MemberJoined,
  MemberStandingChanged,
  SetOrganizationPermission,
  type UserView,
} from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import { InMemoryPrograms } from '@portico/program/testing';
import { today } from '../../test/builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { emailOf, Office, program } from '../../test/office.js';
import { hearAll } from '../../test/rosters.js';
import { OnInvitationAccepted } from './on-invitation-accepted.js';

let office: Office;
let members: InMemoryMembers;
let organizations: InMemoryOrganizations;
let rosa: string;
beforeEach(async () => {
  organizations = new InMemoryOrganizations();
  members = new InMemoryMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
  const form = { email: emailOf('rosa'), firstName: 'Rosa', lastName: 'Diaz', mobilePhone: '+1 916 555 0142' };
  rosa = (await office.ask<UserView>(AddUser, form)).id;
});

const [userId, registrationId] = [idFrom('user', 'rosa'), idFrom('registration', 'rosa')];
function accepted({ event = 'event', memberId = rosa, organizationId = office.organizationId } = {}) {
  const reaction = new OnInvitationAccepted(members, new InMemoryPrograms(program), office.clock);
  const fact = { invitationId: idFrom('invitation'), organizationId, memberId, userId, registrationId };
  return office.carryOut({ id: `${event}:on-invitation-accepted` }, () => reaction.react(fact));
}
const hear = () => hearAll({ office, organizations, members }, 2);

describe('when an invitation was accepted', () => {
  it('its person is an active member, and identity hears what it takes to let them in [MC-INV-09] [MC-INV-13]', async () => {
    office.clock.advance('P1D');
    await accepted();
    expect(await office.state(rosa)).toMatchObject({ status: 'active', userId, registrationId });
    const joined = members.outbox.find(
      ({ type, data }) => type === MemberJoined.type && (data as MemberJoined).memberId === rosa,
    );
    const organizationName = office.founding.state.legalName;
    expect(joined?.data).toEqual({
      memberId: rosa,
      organizationId: office.organizationId,
      userId,
      orgRole: 'none',
      program: 'medi-cal',
      organizationName,
      kinds: ['provider'],
      registrationId,
    });
    expect((await office.state(rosa)).lapsesAt).toEqual(after(today, 'P30D'));
  });

  it('they are one once, also when it is heard again or from elsewhere', async () => {
    await accepted();
    await accepted();
    await accepted({ event: 'replayed' });
    expect((await office.member(rosa))?.version).toBe(2);
  });

  it('an Org Admin who was invited counts as active from then on [MC-ADM-14]', async () => {
    await office.ask(SetOrganizationPermission, { userId: rosa, level: 'admin' });
    const leave = () => office.ask(DeactivateUser, { userId: office.idOf('maria') });
    await expect(leave()).rejects.toMatchObject({ code: 'last-admin' });
    await accepted();
    await hear();
    await expect(leave()).resolves.toMatchObject({ status: 'deactivated' });
  });

  it('by somebody who was deactivated meanwhile, they stay out', async () => {
    await office.ask(DeactivateUser, { userId: rosa });
    await accepted();
    await hear();
    expect(await office.state(rosa)).toMatchObject({ status: 'deactivated', userId });
    expect((await office.organization()).seatOf(rosa)).toBeUndefined();
    const standings = members.outbox.filter(({ type }) => type === MemberStandingChanged.type);
    expect(standings.at(-1)?.data).toMatchObject({ memberId: rosa, status: 'deactivated' });
    expect(standings.at(-1)?.data).not.toHaveProperty('userId');
  });

  it('for a member who is not there, it is tried again', async () => {
    const elsewhere = idFrom('organization', 'other');
    await expect(accepted({ memberId: idFrom('nobody') })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(accepted({ organizationId: elsewhere })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('facts about members that are not there', () => {
  it('change nothing', async () => {
    const { RosterChanged, MemberInvited, MemberDeactivated, MemberJoined: joined } = office.reactions;
    const named = { organizationId: office.organizationId, memberId: idFrom('nobody') };
    const { version } = await office.organization();
    await RosterChanged.react({ ...named, by: rosa });
    await MemberInvited.react({ ...named, program: 'medi-cal', count: 1, expiresAt: today.toISOString() });
    await MemberDeactivated.react({ ...named, cause: 'dormant' });
    await joined.react({ ...named, userId, orgRole: 'none' }, { time: today.toISOString() });
    expect((await office.organization()).version).toBe(version);
    const nowhere = { ...named, organizationId: idFrom('organization', 'other') };
    await expect(
      joined.react({ ...nowhere, userId, orgRole: 'none' }, { time: today.toISOString() }),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('who ended by themselves', () => {
  it('gives back their place, so that their domain can be removed [MC-ADM-15] [MC-DOM-02]', async () => {
    const member = await office.member(rosa);
    office.clock.advance('P30D');
    const { deed } = (await office.desks.ofMember(office.organizationId, rosa, rosa)) ?? {};
    if (deed) member?.lapse(deed);
    if (member) await members.save(member);
    expect((await office.organization()).seatOf(rosa)).toBeDefined();
    await hear();
    expect((await office.organization()).seatOf(rosa)).toBeUndefined();
    expect((await office.state(rosa)).deactivation).toMatchObject({ cause: 'never-assigned' });
  });
});
