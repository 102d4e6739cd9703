import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetNpi, type NpiView } from '@portico/contracts';
import { Clock, refusal } from '@portico/kernel';
import { Gate } from '@portico/program';
import { MongoNpis, type StoredNpi } from '../adapters/mongo.npis.js';
import { MongoStandings } from '../adapters/mongo.standings.js';
import { itemOf } from './item.js';

/** What a person may not see answers as if it did not exist. */
export const notFound = refusal('not-found', 'not-found', 'There is nothing here that you may see.');

interface WithPin extends StoredNpi {
  /** At most one, without the PIN. */
  pins: { version: number; nextResetAt?: Date }[];
}

const actions = ['pin.view', 'pin.reset'] as const;

@QueryHandler(GetNpi)
@Requires('npi.read')
export class GetNpiHandler {
  constructor(
    private readonly npis: MongoNpis,
    private readonly standings: MongoStandings,
    private readonly gate: Gate,
    private readonly clock: Clock,
  ) {}

  async execute({ npi, actor }: GetNpi): Promise<NpiView> {
    const rights = await this.standings.of(actor);
    if (!this.gate.may(actor, rights, 'npi.read', { npi })) throw notFound();
    const found = await this.#find(`${actor.organizationId}|${npi}`);
    if (!found) throw notFound();
    const now = this.clock.now();
    const allowed = actions.filter((action) => this.gate.may(actor, rights, action, { npi }));
    return { ...itemOf(found, rights, now), actions: allowed, ...resetOf(found, now) };
  }

  async #find(_id: string): Promise<WithPin | undefined> {
    const pinId = { $concat: ['$program', '|', '$npi'] };
    const ofNpi = [{ $match: { $expr: { $eq: ['$_id', '$$pinId'] } } }, { $project: { version: 1, nextResetAt: 1 } }];
    const [found] = await this.npis.collection
      .aggregate<WithPin>([
        { $match: { _id, isAttached: true } },
        { $project: { outbox: 0, handled: 0, search: 0, grams: 0 } },
        { $lookup: { from: 'pins', let: { pinId }, pipeline: ofNpi, as: 'pins' } },
      ])
      .toArray();
    return found;
  }
}

function resetOf({ version, pins: [pin] }: WithPin, now: Date) {
  const nextResetAt = pin?.nextResetAt && pin.nextResetAt > now ? pin.nextResetAt : undefined;
  return {
    resettable: pin !== undefined && nextResetAt === undefined,
    nextResetAt: nextResetAt?.toISOString(),
    version: `${version}.${pin?.version ?? 0}`,
  };
}
