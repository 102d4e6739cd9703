import { OrganizationClaimed } from '@portico/contracts';
import { Clock, idFrom } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { type Registration, registrationUnknown } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { PasswordLinks } from './password-links.js';

/** For an operator, who finds it with the dead letter (ADR 0005). */
class AddressChanged extends Error {
  constructor(userId: string) {
    super(`the account ${userId} no longer has the address of the registration`);
    this.name = 'AddressChanged';
  }
}

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
    const user = await this.person(userId, registrationId);
    const place = { organizationId, memberId, name, program, kinds };
    user.joinOrganization({ ...place, orgRole: 'admin', status: 'active' }, at, registrationId);
    const hasWayIn = user.hasPassword || user.hasUsableLink('set-password', at);
    if (!hasWayIn) this.links.issue(user, 'set-password', idFrom('password-link', userId, registrationId));
    await this.users.save(user);
  }

  /** The id follows from the address: whoever has it under another one is somebody else. */
  private async person(userId: string, registrationId: string): Promise<User> {
    const registration = await this.registrations.present(registrationId);
    const user = await this.users.get(userId);
    if (user && registration && user.state.email !== registration.state.email) throw new AddressChanged(userId);
    return user ?? this.newcomer(userId, registration);
  }

  private newcomer(id: string, registration: Registration | undefined): User {
    if (!registration) throw registrationUnknown();
    const { email, firstName = '', lastName = '', mobilePhone, program } = registration.state;
    return User.register({ id, email, firstName, lastName, mobilePhone, program, roles: [] });
  }
}
