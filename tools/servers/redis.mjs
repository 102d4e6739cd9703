import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { freePort, run } from './process.mjs';
import { redisSettings } from './probe.mjs';
import { isRunning, recorded, serve } from './served.mjs';
import { wayTo } from './ways.mjs';

const isGoodEnough = async (binary) => Number(/v=(\d+)/.exec(await run(binary, ['--version']))?.[1]) >= 7;

/** Redis that keeps queues and sessions over a kill: AOF on, nothing evicted. `fsync`: everysec or always. */
export async function startRedis({ dir: folder, port: wanted, fsync = 'everysec', say = () => undefined }) {
  const dir = resolve(folder);
  mkdirSync(dir, { recursive: true });
  const before = recorded(dir);
  const way = await wayTo('redis', say, { isGoodEnough });
  const port = isRunning(before) ? before.ports[0] : await freePort(wanted ?? before?.ports[0]);
  const url = `redis://127.0.0.1:${port}`;
  way.own(dir);
  const durable = ['--appendonly', 'yes', '--appendfsync', fsync, '--maxmemory-policy', 'noeviction', '--save', ''];
  const place = ['--bind', way.listen, '--protected-mode', 'no', '--port', `${port}`, '--dir', way.data(dir)];
  const program = way.way === 'PATH' ? [] : [way.way === 'provided' ? '/usr/bin/redis-server' : 'redis-server'];
  const command = way.command(dir, [...program, ...place, ...durable], [port]);
  const programs = [{ name: 'redis', command, ready: () => redisSettings(url) }];
  return serve({ kind: 'redis', way: way.way, dir, url, ports: [port], programs });
}
