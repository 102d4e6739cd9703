import { Injectable } from '@nestjs/common';
import { Rights, type Standing } from '@portico/access';
import { type Actor, refusal } from '@portico/kernel';
import { Freshness } from '@portico/messaging';
import { DuplicateKey, eachWritten, Gathered, Mongo, Projection } from '@portico/mongo';
import type { Standings } from '../use-cases/standings.js';

export const rightsBehind = refusal(
  'unavailable',
  'rights-behind',
  'What you may do is not known for sure at this moment. Please try again in a moment.',
);

export const retrySoon = { retryAfter: 1 };

export interface StoredStanding extends Standing {
  /** `<organization>|<member>`. */
  _id: string;
}

/** The reaction that keeps them, as `Freshness` knows it, and the one by which a right to an NPI ends as well. */
const keeper = 'on-member-standing-changed';
const ending = 'on-npi-detached';
/** How long what was told may take to arrive, in milliseconds. */
const patience = 600_000;

/** `<organization>|<member>`. */
export const standingIdOf = (organizationId: string, memberId: string): string => `${organizationId}|${memberId}`;

/** A copy of what the organization service tells, one document per member; nothing in it depends on when it came. */
@Injectable()
export class MongoStandings extends Projection<StoredStanding> implements Standings {
  readonly #kept = new Gathered((batch: Standing[]) => eachWritten(batch, (together) => this.#replace(together)));

  constructor(
    mongo: Mongo,
    private readonly freshness: Freshness,
  ) {
    super(mongo, 'standings', []);
  }

  /** Refuses `rights-behind` when they are not known to be newer than five seconds. */
  mustBeFresh(): void {
    if (![keeper, ending].every((reaction) => this.freshness.isFresh(reaction))) throw rightsBehind(retrySoon);
  }

  /** As they are known, for what may be seen. Whoever has an organization in view is a member: if not known here, not yet. */
  async of({ organizationId = '', memberId = '' }: Actor): Promise<Rights> {
    const found = await this.collection.findOne({ _id: standingIdOf(organizationId, memberId) });
    if (!found) throw rightsBehind(retrySoon);
    const { _id, ...standing } = found;
    return Rights.of(standing);
  }

  /**
   * An older one than is known meets its own id and is refused as a duplicate; so is one of two that come at once for a
   * member of whom nothing is known: that one is tried again.
   */
  async keep(standing: Standing): Promise<void> {
    const error = await this.#kept.ask(standing);
    if (error instanceof DuplicateKey) await this.collection.replaceOne(olderThan(standing), standing, writing);
    else if (error) throw error;
  }

  async forget(organizationId?: string): Promise<void> {
    await this.collection.deleteMany(organizationId === undefined ? {} : { _id: within(organizationId) });
  }

  async settle(): Promise<void> {
    if (!(await this.freshness.caughtUp(keeper, patience))) throw rightsBehind(retrySoon);
  }

  async #replace(standings: readonly Standing[]): Promise<void> {
    const changes = standings.map((standing) => ({
      replaceOne: { filter: olderThan(standing), replacement: standing, upsert: true },
    }));
    await this.collection.bulkWrite(changes, { ...writing, ordered: false });
  }
}

const writing = { ignoreUndefined: true };

const olderThan = ({ organizationId, memberId, version }: Standing) => ({
  _id: standingIdOf(organizationId, memberId),
  version: { $lt: version },
});

const within = (organizationId: string) => ({ $gt: `${organizationId}|`, $lt: `${organizationId}}` });
