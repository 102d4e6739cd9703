import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { World } from '../src/index.js';

const answers = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('connect', () => resolve(socket.destroy() !== undefined)).on('error', () => resolve(false));
  });

describe('a world of servers alone', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ processes: [] });
  }, 60_000);
  afterAll(() => world.stop(), 30_000);

  it.each(['nats', 'redis'] as const)('kills its own %s, and starts it again on the same address', async (name) => {
    const url = name === 'nats' ? world.servers.nats.url : world.servers.redisUrl;
    const [pid] = world.pids(name);

    expect(await world.kill(name)).toEqual([pid]);
    expect(await answers(url)).toBe(false);
    await expect(world.kill(name)).rejects.toThrow('hit nothing');

    await world.restart(name);
    expect(await answers(url)).toBe(true);
    expect(world.pids(name)).not.toContain(pid);
  });

  it('names what it has when asked for something else', async () => {
    await expect(world.kill('postbox')).rejects.toThrow('there are nats, redis');
  });

  it('leaves nothing behind', async () => {
    const other = await World.start({ processes: [] });
    await other.stop();

    expect(existsSync(other.folder)).toBe(false);
    expect(await answers(other.servers.redisUrl)).toBe(false);
  });
});
