import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Envelope } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { EventPublisher, untilWon } from '@portico/service';
import { AggregateStore, type Faults, type Mongo, type OutboxEntry, OutboxRelay } from '../src/index.js';
import { aMongo, dropMongo } from '../src/testing.js';
import {
  type Account,
  type AccountEvent,
  type AccountState,
  type AccountRaised,
  accountSpec,
  anAccount,
  commanded,
} from './account.js';

type Accounts = AggregateStore<Account, AccountState, AccountEvent>;

/** A stream that keeps one of each id, can be out of order, and can go away. */
class Stream extends EventPublisher {
  readonly kept = new Map<string, Envelope>();
  calls = 0;
  times = 0;
  refuse: (envelopes: readonly Envelope[]) => boolean = () => false;

  async publish(envelopes: readonly Envelope[]): Promise<void> {
    this.calls += 1;
    if (this.refuse(envelopes)) throw new Error('the stream is away');
    await new Promise((resolve) => setImmediate(resolve));
    this.times += envelopes.length;
    for (const envelope of envelopes) if (!this.kept.has(envelope.id)) this.kept.set(envelope.id, envelope);
  }

  of(id: string): number[] {
    const mine = [...this.kept.values()].filter(({ subject }) => subject === id);
    return mine.map(({ data }) => (data as AccountRaised).to);
  }
}

interface Process {
  mongo: Mongo;
  store: Accounts;
  relay: OutboxRelay;
}

let stream: Stream;
let processes: Process[];
const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);

async function aProcess(database?: string, faults: Faults = {}): Promise<Process> {
  const mongo = await aMongo({ faults, ...(database && { database }) });
  const store = new AggregateStore(mongo, accountSpec('accounts'));
  await mongo.onModuleInit();
  const started = { mongo, store, relay: new OutboxRelay(mongo) };
  processes.push(started);
  return started;
}

async function raised({ store }: Process, times = 1, id?: string): Promise<string> {
  const account = id ? await store.get(id) : anAccount();
  if (!account) throw new Error('no account');
  account.raise(times);
  await store.save(account);
  return account.id;
}

const left = async ({ store }: Process): Promise<number> =>
  (await store.read({})).reduce((sum, { outbox }) => sum + outbox.length, 0);

beforeEach(() => {
  stream = new Stream();
  processes = [];
});

afterEach(async () => {
  for (const { relay } of processes) await relay.stop();
  const [first, ...others] = processes;
  for (const { mongo } of others) await mongo.client.close();
  if (first) await dropMongo(first.mongo);
});

describe('OutboxRelay', () => {
  it('publishes after the save and takes the fact out of the document', async () => {
    const one = await aProcess();
    one.relay.start(stream);
    const id = await raised(one);
    await one.relay.idle();
    expect(stream.of(id)).toEqual([1]);
    expect([...stream.kept.values()][0]).not.toHaveProperty('at');
    expect(await left(one)).toBe(0);
  });

  it('publishes and cleans in batches, off the path of the save', async () => {
    const one = await aProcess();
    one.relay.start(stream);
    await one.relay.flush();
    const before = one.mongo.commands.byName.update ?? 0;
    await Promise.all(upTo(100).map(() => raised(one)));
    await one.relay.idle();
    expect(stream.kept.size).toBe(100);
    expect(stream.calls).toBeLessThan(50);
    expect((one.mongo.commands.byName.update ?? 0) - before).toBeLessThan(50);
    expect(await left(one)).toBe(0);
  });

  it('keeps the order of one aggregate under 50 writers', async () => {
    const one = await aProcess();
    one.relay.start(stream);
    const id = await raised(one);
    await Promise.all(upTo(50).map(() => commanded(newId(), () => untilWon(() => raised(one, 1, id)))));
    await one.relay.idle();
    expect(stream.of(id)).toEqual(upTo(51));
    expect(await left(one)).toBe(0);
  }, 60_000);

  it('finds at its start what another process left', async () => {
    const dead = await aProcess();
    const id = await raised(dead, 3);
    const next = await aProcess(dead.mongo.db.databaseName);
    next.relay.start(stream);
    await next.relay.flush();
    expect(stream.of(id)).toEqual(upTo(3));
    expect(await left(dead)).toBe(0);
  });

  it('publishes what was left before what follows it', async () => {
    const dead = await aProcess();
    const id = await raised(dead, 2);
    const next = await aProcess(dead.mongo.db.databaseName, { noSweep: true });
    next.relay.start(stream);
    await raised(next, 1, id);
    await next.relay.idle();
    expect(stream.of(id)).toEqual(upTo(3));
    expect(await left(dead)).toBe(0);
  });

  it('remembers nothing of what has left its outbox', async () => {
    const one = await aProcess();
    one.relay.start(stream);
    const id = await raised(one);
    await one.relay.idle();
    const [envelope] = stream.kept.values();
    const back = { ...envelope, at: new Date(0) } as OutboxEntry;
    await one.store.collection.updateOne({ _id: id }, { $set: { outbox: [back] } });
    await one.relay.flush();
    expect(stream.times).toBeGreaterThanOrEqual(2);
    expect(await left(one)).toBe(0);
  });

  it('publishes again with the same id what it published before it died', async () => {
    const dying = await aProcess();
    const id = await raised(dying, 2);
    const [stored] = await dying.store.read({ _id: id });
    await stream.publish(stored?.outbox ?? []);
    const next = await aProcess(dying.mongo.db.databaseName);
    next.relay.start(stream);
    await next.relay.flush();
    expect(stream.times).toBeGreaterThanOrEqual(4);
    expect([...stream.kept.keys()]).toEqual(stored?.outbox.map((entry) => entry.id));
    expect(await left(dying)).toBe(0);
  });

  it('does no harm beside another relay', async () => {
    const one = await aProcess();
    const other = await aProcess(one.mongo.db.databaseName);
    const id = await raised(one);
    for (const { relay } of [one, other]) relay.start(stream);
    const writers = upTo(20).flatMap(() => [one, other]);
    await Promise.all(writers.map((writer) => commanded(newId(), () => untilWon(() => raised(writer, 1, id)))));
    await Promise.all([one.relay.flush(), other.relay.flush()]);
    expect(stream.of(id)).toEqual(upTo(41));
    expect(await left(one)).toBe(0);
  }, 60_000);

  it('outlives a stream that is away', async () => {
    const one = await aProcess();
    stream.refuse = () => true;
    one.relay.start(stream);
    const ids = await Promise.all(upTo(10).map(() => raised(one)));
    await raised(one, 1, ids[0]);
    while (stream.calls < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    stream.refuse = () => false;
    await one.relay.idle();
    expect(ids.map((id) => stream.of(id).length)).toEqual([2, ...upTo(9).map(() => 1)]);
    expect(stream.of(ids[0] ?? '')).toEqual([1, 2]);
    expect(await left(one)).toBe(0);
  });

  it('is not held up by one fact that cannot be published', async () => {
    const one = await aProcess();
    const [poison = '', ...others] = await Promise.all(upTo(9).map(() => raised(one)));
    stream.refuse = (envelopes) => envelopes.some(({ subject }) => subject === poison);
    one.relay.start(stream);
    while (stream.kept.size < 8) await new Promise((resolve) => setTimeout(resolve, 20));
    await one.relay.stop();
    expect(others.map((id) => stream.of(id))).toEqual(others.map(() => [1]));
    expect(stream.of(poison)).toEqual([]);
  }, 60_000);

  it('leaves everything in the outbox where nobody publishes', async () => {
    const one = await aProcess();
    await raised(one, 2);
    expect(one.mongo.outbox.size).toBe(0);
    expect(await left(one)).toBe(2);
  });
});

describe('planted faults', () => {
  it('no-sweep leaves what a dead process left', async () => {
    const dead = await aProcess();
    await raised(dead);
    const next = await aProcess(dead.mongo.db.databaseName, { noSweep: true });
    const finds = (): number => next.mongo.commands.byName.find ?? 0;
    const before = finds();
    next.relay.start(stream);
    await next.relay.stop();
    expect(finds()).toBe(before);
    expect(await left(dead)).toBe(1);
  });

  it('no-inbox lets a repeated command act again', async () => {
    const one = await aProcess(undefined, { noInbox: true });
    const id = await raised(one);
    for (const command of ['c', 'c']) await commanded(command, () => raised(one, 1, id));
    expect((await one.store.get(id))?.state.total).toBe(3);
  });

  it('publish-before-save tells of a change that was never stored', async () => {
    const one = await aProcess(undefined, { publishBeforeSave: true });
    one.relay.start(stream);
    const id = await raised(one);
    const [first, second] = [await one.store.get(id), await one.store.get(id)];
    for (const account of [first, second]) account?.raise();
    await Promise.allSettled([first, second].map(async (account) => account && one.store.save(account)));
    expect(stream.of(id)).toEqual([1, 2, 2]);
  });
});
