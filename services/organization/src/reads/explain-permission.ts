import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { memberOf, noOrganizationInView, Requires, type Standing } from '@portico/access';
import { ExplainPermission, type ExplanationView, type RefusedFact } from '@portico/contracts';
import { Gate } from '@portico/program';
import type { Asked } from './explained.js';
import { Named } from './named.js';
import { Places } from './places.js';
import { onHeld, type StoredOrganization } from './stored.js';

interface Decided {
  allowed: boolean;
  because: readonly RefusedFact[];
}

const fields = { 'npis.npi': 1, 'npis.providerName': 1 };

@QueryHandler(ExplainPermission)
@Requires('membership.own')
export class ExplainPermissionHandler implements IQueryHandler<ExplainPermission> {
  constructor(
    private readonly places: Places,
    private readonly named: Named,
    private readonly gate: Gate,
  ) {}

  async execute({ user, language, actor, ...asked }: ExplainPermission): Promise<ExplanationView> {
    if (actor.organizationId === undefined) throw noOrganizationInView();
    const place = await this.places.of(actor, actor.organizationId, { fields, members: [user] });
    if (place.isOther(user)) this.gate.require(actor, place.standing, 'user.read');

    const { organization } = place;
    const standing = onHeld(place.standingOf(user), organization.npis);
    const { allowed, because } = this.decided(standing, organization, asked);
    const explained = await this.named.explained({ organization, about: standing.memberId, because, language });
    const { action } = asked;
    return { allowed, action, summary: explained.summary(allowed, asked), because: explained.because(because) };
  }

  /** As the services decide, who find nothing on an NPI that the organization does not hold; of parts not named any will do. */
  private decided(standing: Standing, { npis }: StoredOrganization, { action, npi, type }: Asked): Decided {
    const notHeld = { kind: 'npi-not-held', source: 'npis', about: npi };
    if (npi !== undefined && !npis.some((held) => held.npi === npi)) return { allowed: false, because: [notHeld] };
    return this.gate.decide(memberOf(standing), standing, action, { npi, type, anyPart: true });
  }
}
