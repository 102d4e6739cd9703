import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Envelope } from '@portico/contracts';
import { EventPublisher } from '@portico/service';
import { AggregateStore, type Mongo, OutboxAge, OutboxRelay } from '../src/index.js';
import { aMongo, dropMongo } from '../src/testing.js';
import { type Account, type AccountEvent, type AccountState, accountSpec, anAccount } from './account.js';

class Stream extends EventPublisher {
  isAway = false;

  async publish(_: readonly Envelope[]): Promise<void> {
    if (this.isAway) throw new Error('the stream is away');
  }
}

/** A replica: it saves, and says how old what lies in the outboxes may be. */
interface Replica {
  mongo: Mongo;
  store: AggregateStore<Account, AccountState, AccountEvent>;
  age: OutboxAge;
  relay: OutboxRelay;
}

let stream: Stream;
let one: Replica;
let other: Replica;

async function aReplica(database?: string): Promise<Replica> {
  const mongo = await aMongo(database ? { database } : {});
  const store = new AggregateStore(mongo, accountSpec('accounts'));
  await mongo.onModuleInit();
  return { mongo, store, age: new OutboxAge(mongo), relay: new OutboxRelay(mongo) };
}

async function saved({ store }: Replica): Promise<string> {
  const account = anAccount();
  account.raise();
  await store.save(account);
  return account.id;
}

const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(async () => {
  stream = new Stream();
  one = await aReplica();
  other = await aReplica(one.mongo.db.databaseName);
});

afterEach(async () => {
  await Promise.all([one.relay.stop(), other.relay.stop()]);
  await other.mongo.client.close();
  await dropMongo(one.mongo);
});

describe('how old what lies in the outboxes may be', () => {
  it('is no more than the look took where nothing waits', async () => {
    const started = performance.now();
    expect(await one.age.age()).toBeLessThanOrEqual(performance.now() - started);
  });

  it('is not known of what was there when the replica began: it may be old', async () => {
    await saved(other);

    expect(await one.age.age()).toBe(Number.POSITIVE_INFINITY);
  });

  it('grows while a fact of any replica waits, whatever the clock of who saved it says', async () => {
    await one.age.age();
    const id = await saved(other);
    const started = performance.now();
    await other.store.collection.updateOne({ _id: id }, { $set: { 'outbox.0.at': new Date(Date.UTC(2090, 0)) } });
    await wait(300);

    expect(await one.age.age()).toBeGreaterThanOrEqual(performance.now() - started - 5);
  });

  it('ends when the fact is on the stream', async () => {
    stream.isAway = true;
    one.relay.start(stream);
    await saved(one);
    expect(await one.age.age()).toBe(Number.POSITIVE_INFINITY);
    stream.isAway = false;
    await one.relay.idle();

    expect(await one.age.age()).toBeLessThan(1_000);
  });

  it('stays small while others save all the time', async () => {
    other.relay.start(stream);
    let isOver = false;
    const saving = (async () => {
      while (!isOver) await saved(other);
    })();
    const ages: number[] = [];
    for (let times = 0; times < 5; times += 1) ages.push(await one.age.age());
    isOver = true;
    await saving;

    expect(Math.max(...ages)).toBeLessThan(1_500);
  });

  it('costs one command for each collection with outboxes, however many ask at once', async () => {
    const finds = (): number => one.mongo.commands.byName.find ?? 0;
    const before = finds();
    await Promise.all(Array.from({ length: 20 }, () => one.age.age()));

    expect(finds() - before).toBe(1);
  });
});
