import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { Envelope } from '@portico/contracts';
import type { World } from '../src/index.js';

/** Every fact that the services of a world have told so far, stream by stream, in order. */
export async function factsOf(world: World): Promise<Envelope[]> {
  const { url, user, pass } = world.servers.nats;
  const nc = await connect({ servers: url, user, pass });
  const jsm = await jetstreamManager(nc);
  const found: Envelope[] = [];
  for (const stream of ['IDENTITY', 'ORGANIZATION', 'PIN']) {
    const { messages } = (await jsm.streams.info(stream)).state;
    if (messages === 0) continue;
    const filter_subjects = [`${stream.toLowerCase()}.event.>`];
    const consumer = await jetstream(nc).consumers.get(stream, { filter_subjects });
    const fetched = await consumer.fetch({ max_messages: messages, expires: 5_000 });
    for await (const message of fetched) found.push(message.json());
  }
  await nc.close();
  return found;
}
