import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { idFrom, newId, StoppedClock } from '@portico/kernel';
import { type Mongo, rangeOf } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import fc from 'fast-check';
import { AuditCollections, keysOf } from '../src/adapters/audit-collections.js';
import { MongoAuditTrail } from '../src/adapters/mongo.audit-trail.js';
import type { Placed } from '../src/domain/audit/audit-trail.js';
import { ChainCheck } from '../src/domain/audit/chain-check.js';
import type { AuditRecord } from '../src/domain/audit/record.js';
import { today } from './builders.js';
import { anEntry } from './chains.js';

jest.setTimeout(120_000);

let mongo: Mongo;
let collections: AuditCollections;

beforeAll(async () => {
  mongo = await aMongo();
  collections = new AuditCollections(mongo);
  await mongo.onModuleInit();
});

afterAll(() => dropMongo(mongo));

const aTrail = (stored = collections) => new MongoAuditTrail(stored, new StoppedClock(today));
const anOrganization = () => idFrom('organization', newId());

/** Facts of their own, each in these chains. */
const facts = (count: number, ...chains: string[]): Placed[] =>
  Array.from({ length: count }, (_, at) => ({ chains, entry: anEntry(at, { eventId: newId() }) }));

/** Oldest first, as they lie in the database. */
async function recordsOf(organizationId: string): Promise<AuditRecord[]> {
  const query = { projection: { _id: 0 }, sort: { _id: -1 } } as const;
  return collections.records.find<AuditRecord>({ _id: rangeOf({ scope: organizationId }) }, query).toArray();
}

/** Whole, and with these facts, each once, in this order. */
async function expectChain(organizationId: string, placed: readonly Placed[]): Promise<void> {
  const records = await recordsOf(organizationId);
  const check = new ChainCheck(organizationId, []);
  for (const record of records) check.take(record);
  expect(check.end()).toBeUndefined();
  expect(records.map(({ eventId }) => eventId)).toEqual(placed.map(({ entry }) => entry.eventId));
}

describe('the audit trail', () => {
  it('keeps one whole chain per organization, in the order of the facts [X-08]', async () => {
    const [one, other] = [anOrganization(), anOrganization()];
    const placed = [...facts(5, one), ...facts(3, one, other), ...facts(4, other)];
    await aTrail().append(placed.slice(0, 6));
    await aTrail().append(placed.slice(6));

    await expectChain(one, placed.slice(0, 8));
    await expectChain(other, placed.slice(5));
  });

  it('records a fact once that comes again, alone, among others or twice at once', async () => {
    const one = anOrganization();
    const placed = facts(20, one);
    const trail = aTrail();
    await trail.append(placed.slice(0, 12));
    await trail.append(placed.slice(3, 15));
    await aTrail().append(placed);
    await trail.append([...placed.slice(0, 5), ...placed.slice(0, 5)]);
    await expectChain(one, placed);
  });

  it('makes a chain known before its first record, once', async () => {
    const one = anOrganization();
    await Promise.all([aTrail().append(facts(1, one)), aTrail().append(facts(1, one))]);
    expect(await collections.chains.find({ _id: one }).toArray()).toEqual([
      { _id: one, openedAt: today, dueAt: today },
    ]);
  });

  it('stays whole and in order while four replicas write the same facts at once', async () => {
    const organizations = [anOrganization(), anOrganization(), anOrganization()];
    const placed = Array.from({ length: 120 }, (_, at) => facts(1, organizations[at % 3] ?? '')).flat();
    const write = async (size: number) => {
      const trail = aTrail();
      for (let at = 0; at < placed.length; at += size) await trail.append(placed.slice(at, at + size));
    };
    await Promise.all([7, 11, 16, 40].map(write));
    for (const one of organizations)
      await expectChain(
        one,
        placed.filter(({ chains }) => chains.includes(one)),
      );
  });

  it('writes a record under every key by which it is found', async () => {
    const one = anOrganization();
    await aTrail().append(facts(3, one));
    const keys = (await recordsOf(one)).flatMap(keysOf);
    const found = await collections.keys.find({ _id: { $in: keys.map(({ _id }) => _id) } }).toArray();
    expect(found).toHaveLength(keys.length);
  });
});

/** The same database, where the process dies in the middle of the n-th insert, after so many of its documents. */
function dying(after: { inserts: number; documents: number }): AuditCollections {
  let left = after.inserts;
  const cut = (collection: object) =>
    new Proxy(collection, {
      get: (target, name) => {
        const member = Reflect.get(target, name) as unknown;
        if (typeof member !== 'function') return member;
        const call = member.bind(target) as (...parts: unknown[]) => Promise<unknown>;
        if (name !== 'insertMany') return call;
        return async (documents: unknown[], options: unknown) => {
          left -= 1;
          if (left > 0) return call(documents, options);
          const some = documents.slice(0, after.documents);
          if (left === 0 && some.length > 0) await call(some, options);
          throw new Error('killed');
        };
      },
    });
  return { ...collections, records: cut(collections.records), keys: cut(collections.keys) } as AuditCollections;
}

describe('a process that dies while it records', () => {
  it('loses nothing and doubles nothing, wherever it dies', async () => {
    const anyDeath = fc.record({ inserts: fc.integer({ min: 1, max: 6 }), documents: fc.nat(12) });
    await fc.assert(
      fc.asyncProperty(anyDeath, async (death) => {
        const [one, other] = [anOrganization(), anOrganization()];
        const placed = [...facts(4, one), ...facts(3, one, other), ...facts(5, other)];
        const batches = [placed.slice(0, 4), placed.slice(4, 8), placed.slice(8)];
        const victim = aTrail(dying(death));
        let done = 0;
        for (const batch of batches) {
          if (
            await victim.append(batch).then(
              () => true,
              () => false,
            )
          )
            done += 1;
          else break;
        }
        const heir = aTrail();
        for (const batch of batches.slice(done)) await heir.append(batch);
        await expectChain(one, placed.slice(0, 7));
        await expectChain(other, placed.slice(4));
      }),
      { numRuns: 40 },
    );
  });
});

describe('what lies in the database', () => {
  it('is found to be changed when somebody changes it there', async () => {
    const one = anOrganization();
    await aTrail().append(facts(6, one));
    await collections.records.updateOne({ organizationId: one, number: 4 }, { $set: { 'facts.after': 'none' } });
    const check = new ChainCheck(one, []);
    for (const record of await recordsOf(one)) check.take(record);
    expect(check.end()).toMatchObject({ kind: 'changed', number: 4 });
  });
});
