import { Injectable } from '@nestjs/common';
import type { Invitation } from '../domain/invitation.js';
import { Invitations } from '../domain/invitations.js';
import type { InvitedMembership } from '../domain/membership.js';
import type { User } from '../domain/user.js';
import { Users } from '../domain/users.js';

/** Shows invitations among the memberships of the account that they are for, so that signing in need not look for them (D-11). */
@Injectable()
export class ShownInvitations {
  constructor(
    private readonly users: Users,
    private readonly invitations: Invitations,
  ) {}

  /** As it stands now; where there is no such account, its making brings it in. */
  async bring(invitationId: string): Promise<void> {
    const invitation = await this.invitations.present(invitationId);
    const user = invitation && (await this.users.byEmail(invitation.state.email));
    if (user) await this.show(user, [invitation]);
  }

  /** All that wait for somebody who has an account now. */
  async bringAllOf(userId: string): Promise<void> {
    const user = await this.users.get(userId);
    if (!user) return;
    const ids = await this.invitations.openTo(user.state.email);
    const found = await Promise.all(ids.map((id) => this.invitations.present(id)));
    await this.show(
      user,
      found.filter((invitation) => invitation !== undefined),
    );
  }

  private async show(user: User, invitations: Invitation[]): Promise<void> {
    const before = user.state.memberships;
    for (const invitation of invitations) user.showInvitation(shown(invitation));
    if (user.state.memberships !== before) await this.users.save(user);
  }
}

function shown({ id, version, isOpen, state }: Invitation): InvitedMembership {
  const { organizationId, memberId, organizationName: name, program, kinds, orgRole, expiresAt } = state;
  const place = { organizationId, memberId, name, program, kinds, orgRole };
  return { ...place, status: 'invited', invitation: { id, isOpen, expiresAt, version } };
}
