import { notSignedIn } from '@portico/access';
import type {
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
  domains: { domain: string }[];
  admins: { memberId: string; userId: string }[];
  claimedBy?: { emailDomain: string };
}

export interface StoredMember {
  _id: string;
  organizationId: string;
  orgRole: OrgRole;
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

/**
 * The filter of an organization that this person may see. That its admins are members stands in the organization from
 * the moment it is claimed, so that nothing is missing while the member's own record is still on its way.
 */
export const inSight = (organizationId: string, person: { userId: string; isMember: boolean }) =>
  person.isMember
    ? { _id: organizationId, status: 'active' }
    : { _id: organizationId, status: 'active', 'admins.userId': person.userId };
