import { after, refusal } from '@portico/kernel';
import type { MemberEvent } from './member.events.js';
import { type Assignment, assigned, granted, type TypesOfNpi } from './member-grants.js';
import { MemberInTime } from './member-in-time.js';
import { type Known, personWith, tellsMore } from './member-person.js';
import {
  type DeactivationCause,
  invitedIdOf,
  memberIdOf,
  memberKeyOf,
  type MemberPlace,
  type MemberState,
  type OrgRole,
} from './member-state.js';
import type { Deed, Moment } from './membership-rules.js';
import type { Seat } from './roster.js';

export * from './member-state.js';
export { stale } from './member-record.js';

export const userExists = refusal('conflict', 'user-exists', 'The organization has a user with this email already.');
export const userNotInvited = refusal(
  'conflict',
  'user-not-invited',
  'Only a user who was invited and has not registered yet is invited again.',
);

type Place = Omit<MemberPlace, 'memberId'>;

/** Who set the organization up. */
export interface Founder extends Place {
  readonly userId: string;
  readonly emailDomain: string;
  /** Version of the organization that they claimed. */
  readonly roster: number;
}

/** Who is invited; `roster` is the version of the organization that took them in. */
export interface Invitee extends Place {
  /** The request for access that was approved, if it was one. */
  readonly requestId?: string;
  readonly person: Known & { readonly email: string; readonly emailPrint: string };
  readonly roster: number;
}

/** Who accepted an invitation, and through which registration if it was one. */
export interface Joiner {
  readonly userId: string;
  readonly registrationId?: string;
}

/** Which decision of the organization a member follows, and why; `orgRole` is the level that they have there, if it knows. */
export interface Following {
  readonly roster: number;
  readonly orgRole?: OrgRole;
  readonly cause?: DeactivationCause;
  readonly reason?: string;
}

/** A person's place in one organization: who they are there, and what they were given. */
export class Member extends MemberInTime {
  static found({ userId, emailDomain, roster, ...place }: Founder, { at, rules }: Moment): Member {
    const memberId = memberIdOf(place.organizationId, userId);
    const begun = newcomer({ ...place, memberId }, { by: memberId, at, rules });
    const known = { emailDomain, words: [], userId, roster };
    const member = new Member({ ...begun, ...known, orgRole: 'admin', status: 'active', joinedAt: at });
    member.change({}, { at, rules }, member.joining({ userId }));
    return member;
  }

  static invite({ person, roster, requestId, ...place }: Invitee, deed: Deed): Member {
    const memberId = invitedIdOf(place.organizationId, person.emailPrint);
    const known = personWith({ emailDomain: '', words: [] }, person);
    const begun = newcomer({ ...place, memberId }, deed);
    const member = new Member({ ...begun, ...known, orgRole: 'none', status: 'invited', roster });
    member.sendInvitation({}, deed, { requestId });
    return member;
  }

  /** What is known of the person follows their account. */
  rename(known: Known): void {
    if (!tellsMore(this.state, known)) return;
    this.become(personWith(this.state, known), { type: 'MemberRenamed', ...this.named });
  }

  /** The invited person has an account. One who was deactivated meanwhile joins when they are brought back. */
  accept(joiner: Joiner, moment: Moment): void {
    if (this.state.userId !== undefined) return;
    this.settle(moment);
    if (!this.counts) return this.change(joiner, moment);
    const joined = { ...joiner, status: 'active', joinedAt: moment.at, idleSince: moment.at } as const;
    this.change(joined, moment, this.joining(joiner));
  }

  /** A new invitation in place of the one before (MC-INV-04). */
  inviteAgain(deed: Deed): void {
    this.settle(deed);
    const { status } = this.state;
    if (status !== 'invited') throw userNotInvited({ status });
    this.sendInvitation({}, deed, {});
  }

  /** Levels on NPIs: those that are named, others stay (MC-PRM-01, D-34). */
  assign(assignments: readonly Assignment[], deed: Deed): void {
    this.settleAlone(deed);
    const { levels, cleared, ...grants } = assigned(this.state, assignments, given(deed));
    if (levels.length === 0) return;
    this.change(grants, deed, { type: 'MemberNpiPermissionsSet', ...this.named, levels, cleared });
  }

  /** The correspondence types of NPIs: of those that are named, others stay (MC-PRM-10, MC-PRM-12). */
  grant(grants: readonly TypesOfNpi[], deed: Deed): void {
    this.settleAlone(deed);
    const { sets, types } = granted(this.state, grants, given(deed));
    if (sets.length === 0) return;
    this.change({ types }, deed, { type: 'MemberCorrespondencePermissionsSet', ...this.named, grants: sets });
  }

  /** The level across the organization; that an admin is left, the organization has judged before (MC-PRM-15). */
  setRole(orgRole: OrgRole, deed: Deed): void {
    const before = this.state.orgRole;
    if (before === orgRole) return;
    const { by: orgRoleBy, at: orgRoleAt } = given(deed);
    const fact = { type: 'MemberOrganizationPermissionSet', ...this.named, before, after: orgRole } as const;
    this.change({ orgRole, orgRoleBy, orgRoleAt }, deed, fact);
  }

  /** Active again with everything as before; an invitation that was never used is sent anew (MC-ADM-12, D-29). */
  reactivate(deed: Deed): void {
    if (this.counts) return;
    const { userId, joinedAt, registrationId } = this.state;
    const back = { deactivation: undefined, bareSince: deed.at, idleSince: deed.at };
    const fact = { type: 'MemberReactivated', ...this.person } as const;
    if (userId === undefined) return this.sendInvitation({ ...back, status: 'invited' }, deed, { facts: [fact] });
    const joins = joinedAt ? [] : [this.joining({ userId, registrationId })];
    this.change({ ...back, status: 'active', joinedAt: joinedAt ?? deed.at }, deed, fact, ...joins);
  }

  /** Whether there is nothing to follow in what the organization decided. */
  isAs(seat: Seat | undefined, orgRole = seat?.orgRole ?? this.state.orgRole): boolean {
    const isSeated = seat !== undefined && (this.counts || seat.version > this.state.roster);
    return this.counts === isSeated && this.state.orgRole === orgRole;
  }

  /**
   * Follows what the organization decided of this member, by its newest version. One whose membership ended by itself is
   * not brought back by the seat that they had then, only by one that was given later.
   */
  follow(seat: Seat | undefined, { roster, cause = 'admin', reason, ...place }: Following, deed: Deed): void {
    const followed = this.state.roster;
    if (roster <= followed) return;
    if (!seat) this.deactivate({ cause, reason }, deed);
    else if (seat.version > followed) this.reactivate(deed);
    this.setRole(seat?.orgRole ?? place.orgRole ?? this.state.orgRole, deed);
    this.become({ roster });
  }

  /** Without the organization at hand, which judges the lapse of an Org Admin first: that one stays due. */
  private settleAlone(deed: Deed): void {
    if (this.state.orgRole !== 'admin') this.settle(deed);
  }

  private sendInvitation(change: Partial<MemberState>, deed: Deed, { facts = [], requestId }: Sending): void {
    const { at, rules } = deed;
    const count = (this.state.invitation?.count ?? 0) + 1;
    const expiresAt = after(at, rules.invitation);
    const told = { ...this.named, program: this.state.program, count, expiresAt, ...(requestId && { requestId }) };
    const invitation = { sentAt: at, expiresAt, count };
    this.change({ ...change, invitation }, deed, ...facts, { type: 'MemberInvited', ...told });
  }

  private joining({ userId, registrationId }: Joiner): MemberEvent {
    const { orgRole, program, organizationName, kinds } = this.state;
    const through = registrationId === undefined ? {} : { registrationId };
    return { type: 'MemberJoined', ...this.named, userId, orgRole, program, organizationName, kinds, ...through };
  }
}

/** What is told before an invitation, and what it answers. */
interface Sending {
  readonly facts?: readonly MemberEvent[];
  readonly requestId?: string;
}

const given = ({ by, at }: Deed): { by: string; at: string } => ({ by, at: at.toISOString() });

function newcomer(place: MemberPlace, { by, at }: Deed) {
  const id = memberKeyOf(place.organizationId, place.memberId);
  const role = { orgRoleBy: by, orgRoleAt: at.toISOString() };
  const since = { since: at, bareSince: at, idleSince: at };
  return { id, ...place, ...role, ...since, npis: [], types: [], told: [], effects: [] } as const;
}
