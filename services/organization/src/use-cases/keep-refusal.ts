import { CommandHandler } from '@nestjs/cqrs';
import { refusedByRule, RefusedDecisions, Requires } from '@portico/access';
import { KeepRefusal, type KeptRefusalView } from '@portico/contracts';
import { idFrom, newId } from '@portico/kernel';
import { currentContext } from '@portico/service';

/** What the edge refused by itself, or passes on from a service that keeps no refusals: of oneself alone, as the claim says. */
@CommandHandler(KeepRefusal)
@Requires('membership.own')
export class KeepRefusalHandler {
  constructor(private readonly decisions: RefusedDecisions) {}

  async execute({ action, refusal, actor }: KeepRefusal): Promise<KeptRefusalView> {
    const { organizationId, memberId, userId } = actor;
    if (organizationId === undefined) return {};
    const decisionId = idFrom('refusal', currentContext()?.command?.id ?? newId());
    const because = refusedByRule(refusal);
    await this.decisions.keep({ decisionId, organizationId, memberId, userId, action, refusal, because });
    return { decisionId };
  }

  /** Sent again it is the same record. */
  answer({ id }: { id: string }): KeptRefusalView {
    return { decisionId: id };
  }
}
