import { notSignedIn, type NpiGrant, type Standing, type TypeGrant } from '@portico/access';
import type {
  MembershipStatus,
  NpiOnFile,
  OrganizationKind,
  OrganizationStatus,
  OrgRole,
  PayToAddress,
  TaxIdType,
} from '@portico/contracts';
import { type Actor, refusal } from '@portico/kernel';

/** What a person may not see answers as if it did not exist. */
export const notFound = refusal('not-found', 'not-found', 'There is nothing here that you may see.');

/** An organization as it lies in its collection; `taxId` is sealed. */
export interface StoredOrganization {
  _id: string;
  version: number;
  program: string;
  legalName: string;
  kinds: OrganizationKind[];
  status: OrganizationStatus;
  taxIdType: TaxIdType;
  taxId: string;
  payTo: PayToAddress;
  contactEmail: string;
  npis: NpiOnFile[];
  people: { domain: string }[];
  domains: { domain: string }[];
  admins: { memberId: string; userId?: string }[];
  claimedBy?: { userId: string; at: Date };
  directoryVisible?: boolean;
}

/** A member as they lie in their collection; phones are sealed. */
export interface StoredMember {
  _id: string;
  version: number;
  memberId: string;
  organizationId: string;
  program: string;
  userId?: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  mobilePhone?: string;
  businessPhone?: string;
  status: MembershipStatus;
  orgRole: OrgRole;
  orgRoleBy: string;
  orgRoleAt: string;
  npis: NpiGrant[];
  types: TypeGrant[];
  invitation?: { sentAt: Date; expiresAt: Date; count: number };
  since: Date;
  lastSignInAt?: Date;
  lapsesAt?: Date;
}

/** The person who asks: every filter names them, so that none is ever without. */
export function personOf({ kind, userId }: Actor): string {
  if (kind !== 'user' || userId === undefined) throw notSignedIn();
  return userId;
}

/** The person who asks for the organization that they have in view: every other one is not there (MC-HOM-07). */
export function viewerOf(actor: Actor, organizationId: string): string {
  const userId = personOf(actor);
  if (actor.organizationId !== organizationId) throw notFound();
  return userId;
}

/** What the evaluator judges a member by. */
export function standingOf(member: StoredMember): Standing {
  const { organizationId, memberId, userId, program, status, orgRole, npis, types, version } = member;
  const { orgRoleBy: by, orgRoleAt: at, lapsesAt } = member;
  const known = { organizationId, memberId, userId, program, status, orgRole, by, at, npis, types, version };
  return lapsesAt ? { ...known, lapsesAt: lapsesAt.toISOString() } : known;
}

/** At this instant: a membership that ended by itself is over, whether or not a job has announced it yet (MC-ADM-15). */
export const statusOf = ({ status, lapsesAt }: Standing, at: Date): MembershipStatus =>
  lapsesAt !== undefined && lapsesAt <= at.toISOString() ? 'deactivated' : status;

/** Without what was given on NPIs that the organization does not hold now: it means nothing until they are back (D-41). */
export function onHeld(standing: Standing, npis: readonly { npi: string }[]): Standing {
  const held = new Set(npis.map(({ npi }) => npi));
  const isHeld = ({ npi }: { npi: string }) => held.has(npi);
  return { ...standing, npis: standing.npis.filter(isHeld), types: standing.types.filter(isHeld) };
}

type Claimed = Pick<StoredOrganization, '_id' | 'program' | 'admins' | 'claimedBy'>;

/**
 * The standing of who set the organization up, while their own record is still on its way: that its admins are members
 * stands in the organization from the moment it is claimed.
 */
export function founderOf({ _id, program, admins, claimedBy }: Claimed, userId: string): Standing | undefined {
  const admin = admins.find((each) => each.userId === userId);
  if (!admin || claimedBy?.userId !== userId) return undefined;
  const given = { status: 'active', orgRole: 'admin', by: admin.memberId, at: claimedBy.at.toISOString() } as const;
  return { organizationId: _id, memberId: admin.memberId, userId, program, ...given, npis: [], types: [], version: 0 };
}
