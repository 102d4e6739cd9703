import type { NpiGrant, OrgRole, TypeGrant } from '@portico/access';
import { idFrom } from '@portico/kernel';
import type { Effect } from './effects.js';
import type { OrganizationKind } from './on-file.js';
import type { Keeper } from './roster.js';

export type { NpiGrant, NpiLevel, OrgRole, TypeGrant } from '@portico/access';

export type MemberStatus = 'invited' | 'active' | 'deactivated';
export type DeactivationCause = 'admin' | 'never-assigned' | 'dormant';

/** The newest of a member's invitations; `count` tells it from those before. */
export interface InvitationState {
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly count: number;
}

export interface Deactivation {
  readonly cause: DeactivationCause;
  readonly reason?: string;
  readonly at: Date;
}

/** How the organization's people know a member; phones are sealed in the document, E.164. */
export interface PersonState {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly mobilePhone?: string;
  readonly businessPhone?: string;
  /** Keyed hash of the address: one member per organization and address. */
  readonly emailPrint?: string;
  /** Lower case words of names and address: what a search finds by their beginnings. */
  readonly words: readonly string[];
  /** Domain of the address, lower case. */
  readonly emailDomain: string;
}

/** What a member copies of the organization, so that whoever shows the member need not load it. */
export interface MemberPlace {
  readonly memberId: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly program: string;
  readonly kinds: readonly OrganizationKind[];
}

export interface MemberState extends PersonState, MemberPlace {
  /** `<organization>|<member>`: what lists of members are ordered by. */
  readonly id: string;
  /** The account, once the person has proven to be the one who was invited. */
  readonly userId?: string;
  /** The registration through which they did. */
  readonly registrationId?: string;
  readonly status: MemberStatus;
  readonly deactivation?: Deactivation;
  readonly orgRole: OrgRole;
  /** Who gave the organization's level (a member of it), and when, ISO 8601. */
  readonly orgRoleBy: string;
  readonly orgRoleAt: string;
  /** Levels other than none; those on NPIs that left the organization stay and mean nothing (D-41). */
  readonly npis: readonly NpiGrant[];
  readonly types: readonly TypeGrant[];
  readonly invitation?: InvitationState;
  readonly since: Date;
  readonly joinedAt?: Date;
  readonly lastSignInAt?: Date;
  /** From when on the time without any permission counts, and the time without a sign-in. */
  readonly bareSince: Date;
  readonly idleSince: Date;
  /** Which Org Admin keeps the organization, by which version of it; kept by Org Admins only. */
  readonly keeper?: Pick<Keeper, 'memberId' | 'version'>;
  /** The membership ends then by itself; that of the Org Admin who keeps the organization never does. */
  readonly lapsesAt?: Date;
  /** When something is to be told or done next: what jobs look for. */
  readonly nextDueAt?: Date;
  /** Until when a dormant Org Admin who is the only one is left alone. */
  readonly sparedUntil?: Date;
  /** What was told already of what is to be told in time. */
  readonly told: readonly string[];
  /** Version of the organization whose roster this member followed last. */
  readonly roster: number;
  /** What the last change did beyond itself: the answer to whoever repeats its command. */
  readonly effects: readonly Effect[];
}

/** A person who set the organization up is its member once, whatever asks for it and however often. */
export const memberIdOf = (organizationId: string, userId: string): string => idFrom('member', organizationId, userId);

/** An invited person is a member once per address. */
export const invitedIdOf = (organizationId: string, emailPrint: string): string =>
  idFrom('member', organizationId, emailPrint);

/** The id of a member's document. */
export const memberKeyOf = (organizationId: string, memberId: string): string => `${organizationId}|${memberId}`;
