import { OrganizationClaimed } from '@portico/contracts';
import { Clock, idFrom } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { registrationUnknown } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { PasswordLinks } from './password-links.js';

/** The person of the registration can sign in to the organization; whoever has no password yet gets the link to set one. */
@Reacts(OrganizationClaimed)
export class OnOrganizationClaimedAdmitUser implements Reaction<OrganizationClaimed> {
  constructor(
    private readonly users: Users,
    private readonly registrations: Registrations,
    private readonly links: PasswordLinks,
    private readonly clock: Clock,
  ) {}

  async react(claimed: OrganizationClaimed): Promise<void> {
    const { organizationId, memberId, legalName: name, program, kinds, userId, registrationId } = claimed;
    const at = this.clock.now();
    const user = (await this.users.get(userId)) ?? (await this.newcomer(userId, registrationId));
    const place = { organizationId, memberId, name, program, kinds };
    user.joinOrganization({ ...place, orgRole: 'admin', status: 'active' }, at, registrationId);
    const hasWayIn = user.hasPassword || user.hasUsableLink('set-password', at);
    if (!hasWayIn) this.links.issue(user, 'set-password', idFrom('password-link', userId, registrationId));
    await this.users.save(user);
  }

  private async newcomer(id: string, registrationId: string): Promise<User> {
    const registration = await this.registrations.present(registrationId);
    if (!registration) throw registrationUnknown();
    const { email, firstName = '', lastName = '', mobilePhone, program } = registration.state;
    return User.register({ id, email, firstName, lastName, mobilePhone, program, roles: [] });
  }
}
