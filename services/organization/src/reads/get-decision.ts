import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { noOrganizationInView, Requires } from '@portico/access';
import { type DecisionView, GetDecision } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Gate } from '@portico/program';
import type { Explained } from './explained.js';
import type { StoredDecision } from '../adapters/mongo.decisions.js';
import { Named } from './named.js';
import { Places } from './places.js';
import { notFound } from './stored.js';

const fields = { 'npis.npi': 1, 'npis.providerName': 1 };

@QueryHandler(GetDecision)
@Requires('organization.audit.read')
export class GetDecisionHandler implements IQueryHandler<GetDecision> {
  constructor(
    private readonly places: Places,
    private readonly named: Named,
    private readonly gate: Gate,
    private readonly clock: Clock,
  ) {}

  async execute({ decisionId, language, actor }: GetDecision): Promise<DecisionView> {
    const { organizationId } = actor;
    if (organizationId === undefined) throw noOrganizationInView();
    const place = await this.places.of<{ decision: StoredDecision[] }>(actor, organizationId, {
      fields,
      further: [keptAs(decisionId, organizationId)],
    });
    this.gate.require(actor, place.standing, 'organization.audit.read');
    const [decision] = place.organization.decision;
    if (!decision || decision.keptUntil <= this.clock.now()) throw notFound();

    const { memberId: about, because } = decision;
    return view(decision, await this.named.explained({ organization: place.organization, about, because, language }));
  }
}

/** The refusal, if it was met in this organization. */
const keptAs = (_id: string, organizationId: string) => ({
  $lookup: { from: 'decisions', pipeline: [{ $match: { _id, organizationId } }], as: 'decision' },
});

function view(decision: StoredDecision, explained: Explained): DecisionView {
  const { _id: id, action, npi, type, at, keptUntil, memberId, because } = decision;
  return {
    ...{ id, allowed: false, action, npi, type, userId: memberId },
    summary: explained.summary(false, { action, npi, type }),
    because: explained.because(because),
    at: at.toISOString(),
    keptUntil: keptUntil.toISOString(),
  };
}
