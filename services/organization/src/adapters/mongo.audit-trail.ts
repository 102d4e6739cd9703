import { Injectable } from '@nestjs/common';
import { Clock } from '@portico/kernel';
import { DuplicateKey, rangeOf, told } from '@portico/mongo';
import { LostRace, untilWon } from '@portico/service';
import { AuditTrail, type Placed } from '../domain/audit/audit-trail.js';
import { type AuditRecord, noTail, recordAfter, type Tail } from '../domain/audit/record.js';
import { AuditCollections, keysOf, recordId } from './audit-collections.js';

/** Chains whose ends are remembered; their records need no look at what is there already. */
const remembered = 10_000;

/**
 * One insert appends: the chain's next number is taken by a unique index, and so is the fact in its chain. Whoever meets
 * a number or a fact that is taken looks again at what is there. The keys by which a record is found are written before
 * it, so that none is ever missing; one that was written in vain leads to no record.
 */
@Injectable()
export class MongoAuditTrail extends AuditTrail {
  readonly #tails = new Map<string, Tail>();

  constructor(
    private readonly stored: AuditCollections,
    private readonly clock: Clock,
  ) {
    super();
  }

  async append(entries: readonly Placed[]): Promise<void> {
    await untilWon(() => this.#append(entries));
  }

  async #append(entries: readonly Placed[]): Promise<void> {
    const chains = [...new Set(entries.flatMap((each) => each.chains))];
    const isKnown = chains.every((chain) => this.#tails.has(chain));
    const there = isKnown ? new Set<string>() : await this.#there(entries);
    await Promise.all(chains.map((chain) => this.#open(chain)));
    const records = this.#follow(entries, there);
    if (records.length === 0) return;
    await this.#insert(records).catch((error: unknown) => this.#forget(error));
  }

  /** `<chain>|<fact>` of what is recorded already. */
  async #there(entries: readonly Placed[]): Promise<Set<string>> {
    const organizationId = { $in: [...new Set(entries.flatMap(({ chains }) => chains))] };
    const eventId = { $in: entries.map(({ entry }) => entry.eventId) };
    const projection = { _id: 0, organizationId: 1, eventId: 1 };
    const found = await this.stored.records.find({ organizationId, eventId }, { projection }).toArray();
    return new Set(found.map((each) => `${each.organizationId}|${each.eventId}`));
  }

  /** Knows the end of a chain; one that has none is made known before its first record, so that its head gets signed. */
  async #open(chain: string): Promise<void> {
    if (this.#tails.has(chain)) return;
    if (this.#tails.size >= remembered) this.#tails.clear();
    const projection = { _id: 0, organizationId: 1, number: 1, orderedAt: 1, hash: 1 };
    const query = { projection, sort: { _id: 1 } } as const;
    const tail = await this.stored.records.findOne<Tail>({ _id: rangeOf({ scope: chain }) }, query);
    if (!tail) await this.#begin(chain);
    this.#tails.set(chain, tail ?? noTail(chain));
  }

  async #begin(chain: string): Promise<void> {
    const openedAt = this.clock.now();
    await this.stored.chains.insertOne({ _id: chain, openedAt, dueAt: openedAt }).catch((error: unknown) => {
      if (!(told(error) instanceof DuplicateKey)) throw error;
    });
  }

  #follow(entries: readonly Placed[], there: ReadonlySet<string>): AuditRecord[] {
    const tails = new Map<string, Tail>();
    const records: AuditRecord[] = [];
    for (const { chains, entry } of entries) {
      for (const chain of chains.filter((each) => !there.has(`${each}|${entry.eventId}`))) {
        const record = recordAfter(tails.get(chain) ?? this.#tails.get(chain) ?? noTail(chain), entry);
        tails.set(chain, record);
        records.push(record);
      }
    }
    return records;
  }

  async #insert(records: readonly AuditRecord[]): Promise<void> {
    await this.#insertKeys(records);
    const documents = records.map((record) => ({ _id: recordId(record), ...record }));
    await this.stored.records.insertMany(documents, { ordered: true, ignoreUndefined: true });
    for (const { organizationId, number, orderedAt, hash } of records)
      this.#tails.set(organizationId, { organizationId, number, orderedAt, hash });
  }

  async #insertKeys(records: readonly AuditRecord[]): Promise<void> {
    const keys = records.flatMap(keysOf);
    await this.stored.keys.insertMany(keys, { ordered: false }).catch((error: unknown) => {
      if (!(told(error) instanceof DuplicateKey)) throw error;
    });
  }

  /** Nothing is known any more of what this process thought of the chains. */
  #forget(error: unknown): never {
    this.#tails.clear();
    const reason = told(error);
    throw reason instanceof DuplicateKey ? new LostRace('audit') : reason;
  }
}
