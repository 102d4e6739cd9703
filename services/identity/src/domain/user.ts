import { idFrom, refusal } from '@portico/kernel';
import {
  type InvitedMembership,
  isActive,
  isOpen,
  isPending,
  type Membership,
  type StandingHeard,
  withInvitation,
  withMembership,
  withStanding,
} from './membership.js';
import type { Notice } from './notice.js';
import { OwnedAccount } from './owned-account.js';
import type { Person } from './user-state.js';

export type * from './user-state.js';

export const stale = refusal('conflict', 'stale', 'This was changed in the meantime. Please load it again.');
export const userUnknown = refusal('not-found', 'not-found', 'There is no such account.');

/** A person who can sign in: what proves them, how they get back in, and which organizations they may enter. */
export class User extends OwnedAccount {
  static register(person: Person): User {
    const user = new User({ ...person, history: [], links: [], memberships: [], notices: [] });
    const { id, roles, program } = person;
    user.become({}, { type: 'UserRegistered', userId: id, roles, program });
    return user;
  }

  get activeMemberships(): Membership[] {
    return this.state.memberships.filter(isActive);
  }

  /** What can be entered now: active, and not run out by itself. */
  openMemberships(at: Date): Membership[] {
    return this.state.memberships.filter((membership) => isOpen(membership, at));
  }

  /** What organizations wait for this person to accept (D-11). */
  pendingMemberships(at: Date): Membership[] {
    return this.state.memberships.filter((membership) => isPending(membership, at));
  }

  /** Someone with neither a membership, active or to be accepted, nor a staff role has nothing to sign in to (MC-AUT-11). */
  mayEnter(at: Date): boolean {
    const memberships = [...this.openMemberships(at), ...this.pendingMemberships(at)];
    return this.state.roles.length > 0 || memberships.length > 0;
  }

  /** A person with a password is told by mail; one without is about to get a link. */
  joinOrganization(membership: Membership, at: Date, registrationId?: string): void {
    const { organizationId, program } = membership;
    const known = this.state.memberships.find((other) => other.organizationId === organizationId);
    if (known?.standing !== undefined) return;
    const memberships = withMembership(this.state.memberships, membership);
    if (known && known.status !== 'invited') return this.become({ memberships });

    this.become(
      { memberships },
      { type: 'UserJoinedOrganization', userId: this.id, organizationId, program, registrationId },
    );
    const id = idFrom('organization-added', this.id, organizationId);
    if (this.hasPassword) this.owe({ id, kind: 'organization-added', organizationId, owedSince: at });
  }

  /** A mail about something that happened elsewhere, unless it was sent. */
  hearOf(notice: Notice): void {
    if (!this.state.noticed?.includes(notice.id)) this.owe(notice);
  }

  /** The membership in an organization that they can enter now. */
  openIn(organizationId: string, at: Date): Membership | undefined {
    return this.openMemberships(at).find((membership) => membership.organizationId === organizationId);
  }

  /** The organization said what a membership is now; answers whether that is news. */
  hearStanding(heard: StandingHeard): boolean {
    const memberships = withStanding(this.state.memberships, heard);
    const isNews = memberships !== this.state.memberships;
    if (isNews) this.become({ memberships });
    return isNews;
  }

  /** Whether the organization has taken this person in, as far as is known here. */
  hasJoined(organizationId: string): boolean {
    const known = this.state.memberships.find((membership) => membership.organizationId === organizationId);
    return known !== undefined && known.status !== 'invited';
  }

  /** The invitation, or what became of it, stands in the list of memberships from now on. */
  showInvitation(invited: InvitedMembership): void {
    const memberships = withInvitation(this.state.memberships, invited);
    if (memberships !== this.state.memberships) this.become({ memberships });
  }

  grantRoles(roles: readonly string[]): void {
    const added = roles.filter((role) => !this.state.roles.includes(role));
    if (added.length === 0) return;
    this.become(
      { roles: [...this.state.roles, ...added] },
      { type: 'StaffRolesGranted', userId: this.id, roles: added },
    );
  }

  /** One lock is one fact, however often it is reported. */
  lockedOut(lockedUntil: Date): void {
    if (this.state.lockedUntil?.getTime() === lockedUntil.getTime()) return;
    this.become({ lockedUntil }, { type: 'SignInLocked', userId: this.id, lockedUntil });
  }
}
