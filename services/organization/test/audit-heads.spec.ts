import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Clock, newId, StoppedClock } from '@portico/kernel';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { Log } from '@portico/service';
import { AuditCollections } from '../src/adapters/audit-collections.js';
import { AuditProofs } from '../src/adapters/audit-proofs.js';
import { Ed25519HeadSignatures } from '../src/adapters/ed25519.head-signatures.js';
import { MongoAuditTrail } from '../src/adapters/mongo.audit-trail.js';
import { MongoChainHeads } from '../src/adapters/mongo.chain-heads.js';
import { platform } from '../src/domain/audit/entry.js';
import { signedText } from '../src/domain/audit/head.js';
import { FindDueHeads } from '../src/jobs/find-due-heads.js';
import { SignHead } from '../src/use-cases/sign-head.js';
import { onFileOf } from '../src/domain/on-file.js';
import { Organization } from '../src/domain/organization.js';
import { toldOnFile } from './builders.js';
import { anEntry } from './chains.js';
import { InMemoryOrganizations } from './in-memory.js';

jest.setTimeout(120_000);

class Silent extends Log {
  info(): void {}
  warn(): void {}
  error(): void {}
  child(): Log {
    return this;
  }
}

const jwk = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: 'k1' };
const signatures = new Ed25519HeadSignatures(JSON.stringify(jwk));
let mongo: Mongo;
let stored: AuditCollections;
/** Just before midnight in California, where the day after has begun in UTC. */
let clock: StoppedClock;
let trail: MongoAuditTrail;
let chain: string;
const programs = new InMemoryPrograms(aProgram({ id: 'medi-cal' }));
const organizations = new InMemoryOrganizations();

beforeAll(async () => {
  mongo = await aMongo();
});

beforeEach(async () => {
  await mongo.db.dropDatabase();
  stored = new AuditCollections(mongo);
  await mongo.onModuleInit();
  clock = new StoppedClock(new Date('2026-11-23T07:30:00Z'));
  trail = new MongoAuditTrail(stored, clock);
  const organization = Organization.enroll({ program: 'medi-cal', taxIdPrint: 'p', onFile: onFileOf(toldOnFile()) });
  chain = organization.id;
  if (!(await organizations.get(chain))) await organizations.save(organization);
  await record(3);
});

afterAll(() => dropMongo(mongo));

const record = (count: number, to = chain) =>
  trail.append(Array.from({ length: count }, (_, at) => ({ chains: [to], entry: anEntry(at, { eventId: newId() }) })));

const aSigner = (heads = new MongoChainHeads(stored), at: Clock = clock) =>
  new SignHead(heads, signatures, organizations, programs, at, new Silent());

/** What the jobs would do, each job twice. */
async function round(): Promise<string[]> {
  const queued: string[] = [];
  const add = async ({ data }: { data: { organizationId?: string } }) => void queued.push(data.organizationId ?? '');
  await new FindDueHeads(new MongoChainHeads(stored), { add }, clock).reconcile();
  await Promise.all([...queued, ...queued].map((each) => aSigner().sign(each)));
  return queued;
}

const heads = (of = chain) => new AuditProofs(stored, new MongoChainHeads(stored), signatures).heads(of, 100);
const numbers = async (of = chain) => (await heads(of)).map(({ number }) => number);

describe('the head of a chain', () => {
  it('is signed once when the day has ended in the program’s zone, and not before [X-08]', async () => {
    await round();
    expect(await numbers()).toEqual([]);
    clock.set(new Date('2026-11-23T07:59:59.999Z'));
    await round();
    expect(await numbers()).toEqual([]);
    clock.set(new Date('2026-11-23T08:00:00.000Z'));
    await Promise.all([round(), round(), round()]);
    await round();
    expect(await numbers()).toEqual([3]);
  });

  it('is signed every day, also where nothing happened', async () => {
    await round();
    for (let day = 0; day < 4; day += 1) {
      clock.advance('PT24H');
      if (day === 2) await record(2);
      await round();
    }
    expect(await numbers()).toEqual([5, 5, 3, 3]);
  });

  it('is signed on both nights on which clocks change', async () => {
    for (const evening of ['2026-10-31T20:00:00Z', '2027-03-13T20:00:00Z']) {
      clock.set(new Date(evening));
      const other = newId();
      await record(1, other);
      await round();
      for (let hour = 0; hour < 72; hour += 1) {
        clock.advance('PT1H');
        await round();
      }
      expect(await numbers(other)).toEqual([1, 1, 1]);
    }
  });

  it('is one for days that nobody was there to sign', async () => {
    await round();
    clock.advance('P5D');
    await record(1);
    await round();
    expect(await numbers()).toEqual([4]);
    clock.advance('P1D');
    await round();
    expect(await numbers()).toEqual([4, 4]);
  });

  it('is signed once though the process dies before it could say so', async () => {
    await round();
    clock.advance('PT1H');
    class Dying extends MongoChainHeads {
      override async postpone(): Promise<void> {
        throw new Error('killed');
      }
    }
    await expect(aSigner(new Dying(stored)).sign(chain)).rejects.toThrow('killed');
    await record(2);
    expect(await round()).toEqual([chain]);
    expect(await round()).toEqual([]);
    expect(await numbers()).toEqual([3]);
  });

  it('of the platform’s own chain follows UTC, and one without a record has none', async () => {
    await record(1, platform);
    await stored.chains.insertOne({ _id: 'empty', openedAt: clock.now(), dueAt: clock.now() });
    clock.advance('PT1H');
    await round();
    expect(await numbers(platform)).toEqual([]);
    clock.set(new Date('2026-11-24T00:00:00Z'));
    await round();
    expect([await numbers(platform), await numbers('empty')]).toEqual([[1], []]);
  });

  it('is checked with the public key alone, and no other text has its signature', async () => {
    await round();
    clock.advance('PT1H');
    await round();
    const [head] = await heads();
    const key = createPublicKey(signatures.publicKey);
    const holds = (change: object) =>
      verify(
        null,
        Buffer.from(signedText({ ...(head ?? never()), ...change })),
        key,
        Buffer.from(head?.signature ?? '', 'base64url'),
      );
    expect(head).toMatchObject({ organizationId: chain, number: 3, keyId: 'k1', at: clock.now().toISOString() });
    expect(holds({})).toBe(true);
    for (const change of [
      { number: 2 },
      { hash: 'f'.repeat(64) },
      { organizationId: platform },
      { at: '2026-11-22T00:00:00.000Z' },
    ])
      expect(holds(change)).toBe(false);
  });
});

function never(): never {
  throw new Error('there is no head');
}
