import { type INestApplicationContext } from '@nestjs/common';
import { Clock } from '@portico/kernel';
import { DevClock } from '../src/index.js';
import { aProcess, aServiceName, Keys } from './harness.js';
import { startNats } from './nats-server.js';

const service = aServiceName();
const keys = new Keys('gateway', service, 'operator');
const day = 86_400_000;

let server: Awaited<ReturnType<typeof startNats>>;
let edge: INestApplicationContext;
let replicas: INestApplicationContext[];
const aReplica = (config = {}) => aProcess(service, { keys, config: { NATS_URL: server.url, ...config } });
const offsets = () => [edge, ...replicas].map((each) => each.get(DevClock).offset);

beforeAll(async () => {
  // The clock is one for all on a server: this spec has a server of its own.
  server = await startNats();
  edge = await aProcess('gateway', { keys, serves: false, config: { NATS_URL: server.url } });
  replicas = [await aReplica(), await aReplica()];
}, 60_000);

afterAll(async () => {
  await Promise.all([edge, ...replicas].map((each) => each.close()));
  await server.stop();
});

describe('the development clock', () => {
  it('moves in every process before the mover hears that it did', async () => {
    const offset = await edge.get(DevClock).move({ advance: 'P30D' });
    expect(offset).toBe(30 * day);
    expect(offsets()).toEqual([offset, offset, offset]);
    const ahead = (replicas[0]?.get(Clock).now().getTime() ?? 0) - Date.now();
    expect(Math.abs(ahead - 30 * day)).toBeLessThan(1_000);
  });

  it('lets every process catch up first', async () => {
    let caughtUp = 0;
    const slowly = async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      caughtUp += 1;
    };
    for (const each of replicas) each.get(DevClock).onMoved(slowly);
    replicas[0]?.get(DevClock).onMoved(() => {
      throw new Error('one that fails stops nobody');
    });
    await edge.get(DevClock).move({ advance: 'PT1H' });
    expect(caughtUp).toBe(2);
  });

  it('stands in a process that starts later as it stands in the others', async () => {
    const late = await aReplica();
    expect(late.get(DevClock).offset).toBe(30 * day + 3_600_000);
    await late.close();
  });

  it('can be set to an instant, to an offset, and back to real time', async () => {
    const clock = edge.get(DevClock);
    await clock.move({ set: new Date('2031-01-01T00:00:00Z') });
    expect(replicas[1]?.get(Clock).now().toISOString().slice(0, 13)).toBe('2031-01-01T00');
    await clock.move({ offset: 5_000 });
    expect(offsets()).toEqual([5_000, 5_000, 5_000]);
    await clock.move({ reset: true });
    expect(offsets()).toEqual([0, 0, 0]);
  });

  it('neither listens nor moves in production', async () => {
    const safe = await aReplica({ NODE_ENV: 'production' });
    await edge.get(DevClock).move({ advance: 'PT1M' });
    expect(safe.get(DevClock).offset).toBe(0);
    await expect(safe.get(DevClock).move({ reset: true })).rejects.toThrow('cannot be moved');
    await safe.close();
    await edge.get(DevClock).move({ reset: true });
  });
});
