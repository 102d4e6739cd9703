import { Injectable } from '@nestjs/common';
import type { InviteeView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Invitation, type InvitationIssue, type Invitee } from '../domain/invitation.js';
import { invitationIdOf, Invitations } from '../domain/invitations.js';
import { InvitationTokens } from './invitation-tokens.js';
import { Invitees } from './invitees.js';

/**
 * Keeps an invitation in step with the organization, which is asked how things stand now: its facts may come late, twice and
 * out of order. The invitation is loaded before it is asked, so that whoever was faster is noticed at the save.
 */
@Injectable()
export class InvitationsInStep {
  constructor(
    private readonly invitations: Invitations,
    private readonly invitees: Invitees,
    private readonly tokens: InvitationTokens,
    private readonly clock: Clock,
  ) {}

  /** Issues it, or issues it anew, when the organization invites; revokes it when it does not. */
  async bring(organizationId: string, memberId: string): Promise<void> {
    const known = await this.invitations.get(invitationIdOf(memberId));
    const invitee = await this.invitees.of(organizationId, memberId);
    const invitation = invitee?.invited ? this.issued(invitee, known) : revoked(known);
    if (invitation && invitation.recorded.length > 0) await this.invitations.save(invitation);
  }

  /** As `bring`, but asks nobody about somebody who has no invitation that could be revoked. */
  async bringIfAny(organizationId: string, memberId: string): Promise<void> {
    const known = await this.invitations.present(invitationIdOf(memberId));
    if (known && known.state.status !== 'accepted' && known.state.status !== 'revoked')
      await this.bring(organizationId, memberId);
  }

  private issued(invitee: InviteeView, known: Invitation | undefined): Invitation {
    const at = this.clock.now();
    const id = invitationIdOf(invitee.memberId);
    if (!known) return Invitation.issue(id, this.issueOf(id, invitee), at);
    if (invitee.count > known.state.count) known.reissue(this.issueOf(id, invitee), at);
    return known;
  }

  private issueOf(id: string, { count, expiresAt, ...asked }: InviteeView): InvitationIssue {
    return { invitee: inviteeOf(asked), token: this.tokens.fresh(id, count), expiresAt: new Date(expiresAt) };
  }
}

/** What an invitation keeps: no phone, which the person names themself. */
function inviteeOf(asked: Omit<InviteeView, 'count' | 'expiresAt'>): Invitee {
  const { organizationId, memberId, organizationName, program, kinds, orgRole, email, firstName, lastName } = asked;
  return { organizationId, memberId, organizationName, program, kinds, orgRole, email, firstName, lastName };
}

function revoked(known: Invitation | undefined): Invitation | undefined {
  known?.revoke();
  return known;
}
