import { Injectable } from '@nestjs/common';
import { Rights } from '@portico/access';
import type { Actor } from '@portico/kernel';
import type { Stored } from '@portico/mongo';
import type { Document } from 'mongodb';
import { npiIdOf } from '../domain/npi.js';
import { type AtHand, PinsAtHand } from '../use-cases/pins-at-hand.js';
import { MongoPins } from './mongo.pins.js';
import { standingIdOf, MongoStandings, rightsBehind, retrySoon, type StoredStanding } from './mongo.standings.js';

interface Found extends StoredStanding {
  /** At most one each. */
  held: { program: string }[];
  pins: Stored[];
}

/** Standing, NPI and PIN with one command. */
@Injectable()
export class MongoPinsAtHand extends PinsAtHand {
  constructor(
    private readonly standings: MongoStandings,
    private readonly pins: MongoPins,
  ) {
    super();
  }

  async of(npi: string, { organizationId = '', memberId = '' }: Actor): Promise<AtHand> {
    this.standings.mustBeFresh();
    const [found] = await this.standings.collection
      .aggregate<Found>([
        { $match: { _id: standingIdOf(organizationId, memberId) } },
        heldBy(organizationId, npi),
        ...pinOf(npi),
      ])
      .toArray();
    if (!found) throw rightsBehind(retrySoon);
    const { _id, held, pins, ...standing } = found;
    const pin = async () => pins[0] && this.pins.restored(pins[0]);
    return { rights: Rights.of(standing), isHeld: held.length > 0, pin };
  }
}

const heldBy = (organizationId: string, npi: string): Document => ({
  $lookup: {
    from: 'npis',
    pipeline: [{ $match: { _id: npiIdOf(organizationId, npi), isAttached: true } }, { $project: { program: 1 } }],
    as: 'held',
  },
});

/** That of the program in which the organization holds the NPI; of an NPI that it does not hold, none. */
const pinOf = (npi: string): Document[] => [
  { $set: { pinId: { $concat: [{ $arrayElemAt: ['$held.program', 0] }, '|', npi] } } },
  { $lookup: { from: 'pins', localField: 'pinId', foreignField: '_id', as: 'pins' } },
  { $unset: 'pinId' },
];
