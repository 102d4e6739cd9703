import {
  DomainAdded,
  DomainRemoved,
  OrganizationClaimed,
  OrganizationClaimRefused,
  OrganizationEnrolled,
  RosterChanged,
} from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { OrganizationEvent } from '../domain/organization.events.js';

/** What other services are told of an organization's fact: never a tax id, never a mail address. */
export function publish({ type, ...data }: OrganizationEvent): Publication[] {
  switch (type) {
    case 'OrganizationEnrolled':
      return [{ type: OrganizationEnrolled, data }];
    case 'OrganizationClaimed':
      return [{ type: OrganizationClaimed, data }];
    case 'OrganizationClaimRefused':
      return [{ type: OrganizationClaimRefused, data }];
    case 'RosterChanged':
      return [{ type: RosterChanged, data }];
    case 'DomainAdded':
      return [{ type: DomainAdded, data }];
    case 'DomainRemoved':
      return [{ type: DomainRemoved, data }];
  }
}
