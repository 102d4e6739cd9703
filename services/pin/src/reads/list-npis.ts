import { QueryHandler } from '@nestjs/cqrs';
import { Requires, type Rights } from '@portico/access';
import { ListNpis, type NpiListView } from '@portico/contracts';
import { type Actor, Clock } from '@portico/kernel';
import { Gate } from '@portico/program';
import { MongoNpis } from '../adapters/mongo.npis.js';
import { MongoStandings } from '../adapters/mongo.standings.js';
import { itemOf } from './item.js';

const usualLimit = 20;

@QueryHandler(ListNpis)
@Requires('npi.read')
export class ListNpisHandler {
  constructor(
    private readonly npis: MongoNpis,
    private readonly standings: MongoStandings,
    private readonly gate: Gate,
    private readonly clock: Clock,
  ) {}

  async execute({ q, cursor, limit = usualLimit, actor }: ListNpis): Promise<NpiListView> {
    const rights = await this.standings.of(actor);
    const { organizationId = '' } = actor;
    const only = this.#only(actor, rights);
    const { items, next } = await this.npis.page({ organizationId, only, q, cursor, limit });
    const now = this.clock.now();
    return { items: items.map((npi) => itemOf(npi, rights, now)), nextCursor: next };
  }

  /** Whoever sees NPIs across the organization sees all, also those added later; everybody else those they were given (MC-PIN-01). */
  #only(actor: Actor, rights: Rights): string[] | undefined {
    if (this.gate.may(actor, rights, 'npi.read')) return undefined;
    return [...rights.npis()].filter((npi) => this.gate.may(actor, rights, 'npi.read', { npi }));
  }
}
