import { Injectable } from '@nestjs/common';
import { Clock, idFrom } from '@portico/kernel';
import type { Membership } from '../domain/membership.js';
import { Users } from '../domain/users.js';
import { PasswordLinks } from './password-links.js';
import { RegisteredPeople } from './registered-people.js';

/** A place in an organization, and how its person came by it. */
export interface Place {
  userId: string;
  registrationId?: string;
  membership: Membership;
}

/** Lets people sign in to an organization that took them in; whoever has no password yet gets the link to set one. One write. */
@Injectable()
export class AdmittedPeople {
  constructor(
    private readonly people: RegisteredPeople,
    private readonly users: Users,
    private readonly links: PasswordLinks,
    private readonly clock: Clock,
  ) {}

  async admit({ userId, registrationId, membership }: Place): Promise<void> {
    const at = this.clock.now();
    const user = await this.people.get(userId, registrationId);
    user.joinOrganization(membership, at, registrationId);
    const hasWayIn = user.hasPassword || user.hasUsableLink('set-password', at);
    if (!hasWayIn)
      this.links.issue(user, 'set-password', idFrom('password-link', userId, registrationId ?? membership.memberId));
    await this.users.save(user);
  }
}
