import { type INestApplicationContext } from '@nestjs/common';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { Envelope } from '@portico/contracts';
import { EventPublisher, Readiness } from '@portico/service';
import { Reacts } from '../src/index.js';
import { aProcess, eventually, Keys } from './harness.js';
import { type OwnNats, startNats } from './nats-server.js';

const keys = new Keys('source', 'reader');
const seen: string[] = [];

class Added {
  static readonly type = 'portico.source.added.v1';
  static readonly subject = 'source.event.added.v1';
  name: string;
}

@Reacts(Added)
class OnAdded {
  async react({ name }: Added): Promise<void> {
    seen.push(name);
  }
}

const event = (name: string): Envelope => ({
  specversion: '1.0',
  id: `id-${name}`,
  source: 'source',
  type: Added.type,
  subject: name,
  sequence: 1,
  time: '2026-11-22T12:00:00.000Z',
  datacontenttype: 'application/json',
  actor: { kind: 'system', process: 'source' },
  data: { name },
});

let server: OwnNats;
let source: INestApplicationContext;
let reader: INestApplicationContext;

beforeAll(async () => {
  server = await startNats();
  const parts = { keys, config: { NATS_URL: server.url } };
  source = await aProcess('source', parts);
  reader = await aProcess('reader', { ...parts, providers: [OnAdded] });
}, 60_000);

afterAll(async () => {
  await Promise.all([source, reader].map((each) => each?.close()));
  await server.stop();
});

async function loseStream(): Promise<void> {
  const nats = await connect({ servers: server.url });
  await (await jetstreamManager(nats)).streams.delete('SOURCE');
  await nats.close();
}

/** As the relay does: again until the stream has it. */
const published = (envelope: Envelope): Promise<void> =>
  eventually(() =>
    source
      .get(EventPublisher)
      .publish([envelope])
      .then(
        () => true,
        () => false,
      ),
  );

it('a stream that was lost is made again by the first event that misses it, and read from its beginning [X-06]', async () => {
  await published(event('before'));
  await eventually(() => seen.includes('before'));
  await loseStream();
  await published(event('after'));
  await eventually(() => seen.includes('after'), 30_000);
  const readiness = reader.get(Readiness);
  readiness.open();
  await eventually(async () => (await readiness.report()).ready);
}, 60_000);
