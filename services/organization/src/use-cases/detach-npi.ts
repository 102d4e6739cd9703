import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { DetachNpi, type EffectsView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { effectsOfLeaving, Holders } from '../domain/holders.js';
import { type Organization, organizationUnknown } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';

@CommandHandler(DetachNpi)
@Requires('npi.detach')
export class DetachNpiHandler {
  constructor(
    private readonly organizations: Organizations,
    private readonly holders: Holders,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, npi, dryRun }: DetachNpi): Promise<EffectsView> {
    const organization = await this.organizations.get(organizationId);
    if (!organization) throw organizationUnknown();
    const at = this.clock.now();
    const effects = await this.effects(organization, npi, at);
    organization.detach(npi, at);
    if (!dryRun) await this.organizations.save(organization);
    return { effects };
  }

  /** It left before: who lost it then still has what was given, for it may come back (D-41). */
  async answer(organization: Organization, { npi }: DetachNpi): Promise<EffectsView> {
    return { effects: await this.effects(organization, npi, this.clock.now()) };
  }

  private async effects({ id, state }: Organization, npi: string, at: Date): Promise<EffectsView['effects']> {
    const admins = state.admins.map(({ memberId }) => memberId);
    return effectsOfLeaving(npi, await this.holders.of(id, npi, admins), at);
  }
}
