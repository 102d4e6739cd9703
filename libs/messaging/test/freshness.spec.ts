import { type INestApplicationContext } from '@nestjs/common';
import type { Envelope } from '@portico/contracts';
import { EventPublisher, Readiness, Unpublished } from '@portico/service';
import { Freshness, Reacts } from '../src/index.js';
import { aProcess, eventually, Keys } from './harness.js';
import { type OwnNats, startNats } from './nats-server.js';

const keys = new Keys('source', 'reader');
const limit = 800;

class Told {
  static readonly type = 'portico.source.told.v1';
  static readonly subject = 'source.event.told.v1';
}

let gate: Promise<void> | undefined;
let open: () => void = () => undefined;
const close = (): void => void (gate = new Promise((resolve) => (open = resolve)));

@Reacts(Told, { within: limit })
class OnTold {
  async react(): Promise<void> {
    await gate;
  }
}

/** What the source says of its outboxes. */
class Outboxes extends Unpublished {
  said: () => Promise<number> = () => Promise.resolve(0);

  age(): Promise<number> {
    return this.said();
  }
}

const outboxes = new Outboxes();
let count = 0;
const fact = (): Envelope => ({
  ...{ specversion: '1.0', source: 'source', type: Told.type, time: '2026-11-22T18:00:00Z' },
  ...{ datacontenttype: 'application/json', actor: { kind: 'system' }, sequence: 1, data: {} },
  id: `told-${(count += 1)}`,
  subject: `thing-${count}`,
});

let server: OwnNats;
const aSource = () => aProcess('source', { keys, config: { NATS_URL: server.url }, unpublished: outboxes });
let source: INestApplicationContext;
let reader: INestApplicationContext;
const tell = (): Promise<void> => source.get(EventPublisher).publish([fact()]);
const isFresh = (): boolean => reader.get(Freshness).isFresh('on-told');
const report = async (): Promise<string | undefined> => (await reader.get(Readiness).report()).checks['fresh on-told'];

beforeAll(async () => {
  server = await startNats();
  const config = { NATS_URL: server.url };
  source = await aSource();
  reader = await aProcess('reader', { keys, config, providers: [OnTold] });
}, 60_000);
afterAll(async () => {
  open();
  await Promise.all([source.close(), reader.close()]);
  await server.stop();
});

describe('a reaction that promises to be fresh', () => {
  it('is, once the server said that nothing waits', async () => {
    await eventually(isFresh);

    expect(await report()).toBe('up');
  });

  it('stays so while it is in work for less than it promised, and is not when one event waits for longer', async () => {
    close();
    await tell();

    expect(isFresh()).toBe(true);
    await eventually(() => !isFresh());
    expect(await report()).toBe('more than 0.8 s behind the stream');
  });

  it('is not fresh while a later event is new but an earlier one still waits', async () => {
    await tell();

    expect(isFresh()).toBe(false);
    expect(await reader.get(Freshness).caughtUp('on-told', 200)).toBe(false);
  });

  it('is again when everything was taken', async () => {
    open();

    expect(await reader.get(Freshness).caughtUp('on-told', 5_000)).toBe(true);
    await eventually(isFresh);
  });

  it('is not while nobody can say so: the server is away', async () => {
    await server.kill();
    await eventually(() => !isFresh());
    await server.start();

    await eventually(isFresh, 20_000);
  }, 40_000);

  it('is not while what the source saved has not left its outboxes for longer than was promised', async () => {
    await eventually(isFresh);
    const stuck = performance.now();
    outboxes.said = () => Promise.resolve(performance.now() - stuck);
    await eventually(() => !isFresh());

    expect(performance.now() - stuck).toBeGreaterThan(limit - 20);
    expect(await report()).toBe('more than 0.8 s behind what source saved');
  });

  it('is again when that reached it, and not before: what left the outboxes still has to be taken', async () => {
    close();
    await tell();
    outboxes.said = () => Promise.resolve(0);
    await new Promise((resolve) => setTimeout(resolve, 2 * limit));
    expect(isFresh()).toBe(false);
    open();

    await eventually(isFresh);
  });

  it.each([
    ['cannot say', () => Promise.reject(new Error('its database is away'))],
    ['does not know yet', () => Promise.resolve(Number.POSITIVE_INFINITY)],
  ])('is not while the source %s how old its facts are', async (_, said) => {
    outboxes.said = said;
    await eventually(() => !isFresh());
    outboxes.said = () => Promise.resolve(0);

    await eventually(isFresh);
  });

  it('is not while the source is gone, and outlives the change from one replica to the next', async () => {
    const next = await aSource();
    await source.close();
    const until = performance.now() + 2 * limit;
    while (performance.now() < until) {
      expect(isFresh()).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await next.close();
    await eventually(() => !isFresh());
    source = await aSource();

    await eventually(isFresh);
  });

  it('is asked for by the name of a reaction that promised it', () => {
    expect(() => reader.get(Freshness).isFresh('on-nothing')).toThrow('nobody watches how far on-nothing is behind');
  });
});
