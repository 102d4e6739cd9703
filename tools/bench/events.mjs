// Goal 8: from the outboxes to handled events, over raw publishing to the same JetStream.
import 'reflect-metadata';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { MongoClient } from 'mongodb';
import { alternating, median } from './measure.mjs';

const count = 1_500;

/** Publishes `count` messages of an event's size, 64 in flight; answers the rate. */
async function raw(nc, size) {
  const js = jetstream(nc);
  const payload = new Uint8Array(size);
  const started = performance.now();
  let next = 0;
  const one = async () => {
    while (next < count) await js.publish('bench.raw', payload, { msgID: `${started}-${next++}` });
  };
  await Promise.all(Array.from({ length: 64 }, one));
  return count / ((performance.now() - started) / 1_000);
}

/** Leaves `count` published-to-be events in identity's outboxes while it is down, starts it, and times it to the last one handled. */
async function relayed(world, database, nc) {
  const jsm = await jetstreamManager(nc);
  await world.kill('identity');
  const before = (await jsm.streams.info('IDENTITY')).state.messages;
  await plant(database);
  await world.restart('identity');
  const from = await until(async () => (await jsm.streams.info('IDENTITY')).state.messages > before + 1);
  const done = await until(
    async () => (await handled(jsm)) && (await jsm.streams.info('IDENTITY')).state.messages >= before + count,
  );
  return count / ((done - from) / 1_000);
}

const until = async (holds) => {
  for (let tries = 0; tries < 6_000; tries += 1) {
    if (await holds()) return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the events were not handled within a minute');
};

/** Whether the reaction on these events has nothing left to do. */
async function handled(jsm) {
  for await (const { config, num_pending, num_ack_pending } of jsm.consumers.list('IDENTITY')) {
    if (config.filter_subject === subject && num_pending + num_ack_pending > 0) return false;
  }
  return true;
}

const subject = 'identity.event.session-ended.v1';
const typeOfEvent = 'portico.identity.session-ended.v1';
let planted = 0;

/** Ended sessions, each with the fact of it still in its outbox: what a crash between save and publish leaves. */
async function plant(database) {
  const at = new Date();
  const documents = Array.from({ length: count }, () => {
    planted += 1;
    const id = `00000000-0000-7000-8000-${String(planted).padStart(12, '0')}`;
    const data = { sessionId: id, userId: id, reason: 'signed-out' };
    const envelope = {
      specversion: '1.0',
      id: `bench-${Date.now()}-${planted}`,
      source: '/portico/identity',
      type: typeOfEvent,
      subject: id,
      sequence: 2,
      time: at.toISOString(),
      datacontenttype: 'application/json',
      actor: { kind: 'system', process: 'bench' },
      data,
    };
    return {
      _id: id,
      version: 2,
      userId: id,
      tokenHash: `bench-${id}`,
      ended: { at, reason: 'signed-out' },
      endsAt: at,
      outbox: [{ ...envelope, at }],
      handled: [],
    };
  });
  await database.collection('sessions').insertMany(documents);
}

export async function events({ world }, { rounds }) {
  const { url, user, pass } = world.servers.nats;
  const nc = await connect({ servers: url, user, pass, noAsyncTraces: true });
  const mongo = await new MongoClient(world.servers.mongoUrl).connect();
  const database = mongo.db(world.servers.databases[0]);
  const jsm = await jetstreamManager(nc);
  await jsm.streams.add({ name: 'BENCH', subjects: ['bench.raw'], storage: 'file' });
  const pairs = await alternating(
    rounds,
    () => relayed(world, database, nc),
    () => raw(nc, 450),
  );
  await jsm.streams.delete('BENCH');
  await Promise.all([nc.close(), mongo.close()]);
  const [ours, floor] = [median(pairs.map(([one]) => one)), median(pairs.map(([, other]) => other))];
  const note = `${ours.toFixed(0)}/s against ${floor.toFixed(0)}/s; ${count} facts a round, from the outbox to the reaction's ack`;
  return [
    {
      goal: 8,
      what: 'outbox to handled event, over raw JetStream publish',
      figure: ours / floor,
      bound: 0.5,
      held: ours / floor >= 0.5,
      better: 'more',
      note,
    },
  ];
}
