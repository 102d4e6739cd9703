import {
  DirectoryVisibilitySet,
  DomainAdded,
  DomainRemoved,
  type EventType,
  NpiAttached,
  NpiDetached,
  OrganizationClaimed,
  OrganizationClaimRefused,
  OrganizationEnrolled,
  RosterChanged,
} from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { Organization } from '../domain/organization.js';
import type { OrganizationEvent } from '../domain/organization.events.js';

const contracts: Record<OrganizationEvent['type'], EventType> = {
  OrganizationEnrolled,
  OrganizationClaimed,
  OrganizationClaimRefused,
  RosterChanged,
  DomainAdded,
  DomainRemoved,
  NpiAttached,
  NpiDetached,
  DirectoryVisibilitySet,
};

/** What other services are told of an organization's fact: never a tax id, never a mail address. */
export function publish({ type, ...data }: OrganizationEvent, organization: Organization): Publication[] {
  const version = organization.version + 1;
  const isOfNpi = type === 'NpiAttached' || type === 'NpiDetached';
  const fact = { type: contracts[type], data: isOfNpi ? { ...data, version } : data };
  return type === 'OrganizationClaimed' ? [fact, ...npisOf(organization)] : [fact];
}

/** Each NPI is told when the organization is set up, as each that comes later is. */
function npisOf({ id: organizationId, state, version }: Organization): Publication[] {
  const { program, npis } = state;
  const told = npis.map((npi) => ({ organizationId, program, ...npi, version: version + 1 }));
  return told.map((data) => ({ type: NpiAttached, data }));
}
