import { InvitationAccepted } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { Programs } from '@portico/program';
import { Members } from '../domain/members.js';
import { notFound } from './desks.js';
import { membershipRulesOf } from './membership-rules-of.js';

/** The invited person has an account: they are an active member from now on. */
@Reacts(InvitationAccepted)
export class OnInvitationAccepted implements Reaction<InvitationAccepted> {
  constructor(
    private readonly members: Members,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async react({ organizationId, memberId, userId, registrationId }: InvitationAccepted): Promise<void> {
    const member = await this.members.of(organizationId, memberId);
    if (!member) throw notFound();

    const rules = membershipRulesOf(this.programs.get(member.state.program));
    const joiner = { userId, ...(registrationId !== undefined && { registrationId }) };
    member.accept(joiner, { at: this.clock.now(), rules });
    if (member.hasChanged) await this.members.save(member);
  }
}
