import type { InviteeView } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { Invitation, type InvitationIssue, type InvitationState } from '../src/domain/invitation.js';
import { invitationIdOf } from '../src/domain/invitations.js';
import type { InvitedMembership } from '../src/domain/membership.js';
import { later, days, today } from './registration.builders.js';

export const organizationId = idFrom('organization', 'sunrise');
export const memberId = idFrom('member', 'sunrise', 'dana');
export const invitationId = invitationIdOf(memberId);
export const dana = 'dana.quill@sunrise-clinic.example';
export const expiresAt = later(days(7));

const invitee = {
  organizationId,
  memberId,
  organizationName: 'Sunrise Clinic',
  program: 'test-plan',
  kinds: ['provider' as const],
  orgRole: 'none' as const,
  email: dana,
  firstName: 'Dana',
  lastName: 'Quill',
};

export const anInvitee = (change: Partial<InviteeView> = {}): InviteeView => ({
  ...invitee,
  mobilePhone: '+19165550177',
  invited: true,
  count: 1,
  expiresAt: expiresAt.toISOString(),
  ...change,
});

export const tokenNumber = (count: number) => ({ count, salt: `salt ${count}`, hash: `hash ${count}` });

/** The `count`-th time that the person is invited. */
export const anIssue = (count = 1, change: Partial<InvitationIssue> = {}): InvitationIssue => ({
  invitee,
  token: tokenNumber(count),
  expiresAt,
  ...change,
});

/** As it comes back from the store. */
export const storedInvitation = ({ state, version }: Invitation, change: Partial<InvitationState> = {}): Invitation =>
  new Invitation({ ...state, ...change }, version + 1);

export const anInvitation = (change: Partial<InvitationState> = {}): Invitation =>
  storedInvitation(Invitation.issue(invitationId, anIssue(), today), change);

export const anInvitedMembership = (change: Partial<InvitedMembership['invitation']> = {}): InvitedMembership => ({
  organizationId,
  memberId,
  name: 'Sunrise Clinic',
  program: 'test-plan',
  kinds: ['provider'],
  orgRole: 'none',
  status: 'invited',
  invitation: { id: invitationId, isOpen: true, expiresAt, version: 1, ...change },
});
