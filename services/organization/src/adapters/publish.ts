import { MemberJoined, OrganizationClaimed, OrganizationClaimRefused, OrganizationEnrolled } from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { MemberEvent } from '../domain/member.events.js';
import type { OrganizationEvent } from '../domain/organization.events.js';

/** What other services are told of an organization's or a member's fact: never a tax id, never a mail address. */
export function publish({ type, ...data }: OrganizationEvent | MemberEvent): Publication[] {
  switch (type) {
    case 'OrganizationEnrolled':
      return [{ type: OrganizationEnrolled, data }];
    case 'OrganizationClaimed':
      return [{ type: OrganizationClaimed, data }];
    case 'OrganizationClaimRefused':
      return [{ type: OrganizationClaimRefused, data }];
    case 'MemberJoined':
      return [{ type: MemberJoined, data }];
  }
}
