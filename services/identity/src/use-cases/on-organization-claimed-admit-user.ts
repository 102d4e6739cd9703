import { OrganizationClaimed } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { AdmittedPeople } from './admitted-people.js';

/** The person of the registration can sign in to the organization; whoever has no password yet gets the link to set one. */
@Reacts(OrganizationClaimed)
export class OnOrganizationClaimedAdmitUser implements Reaction<OrganizationClaimed> {
  constructor(private readonly people: AdmittedPeople) {}

  react(claimed: OrganizationClaimed): Promise<void> {
    const { organizationId, memberId, legalName: name, program, kinds, userId, registrationId } = claimed;
    const place = { organizationId, memberId, name, program, kinds };
    return this.people.admit({ userId, registrationId, membership: { ...place, orgRole: 'admin', status: 'active' } });
  }
}
