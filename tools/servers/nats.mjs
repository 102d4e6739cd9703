import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort, run } from './process.mjs';
import { natsGreeting } from './probe.mjs';
import { isRunning, recorded, serve, stopServer } from './served.mjs';
import { wayTo } from './ways.mjs';

export const isRecent = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 15);
};
const isGoodEnough = async (binary) => isRecent(/v(\d+\.\d+)/.exec(await run(binary, ['--version']))?.[1] ?? '0.0');

const configuration = ({ listen, port, monitor, data, users }) => `server_name: portico
listen: "${listen}:${port}"
http: "${listen}:${monitor}"
max_payload: 1MB
jetstream {
  store_dir: "${data}/jetstream"
  sync_interval: always
}
${users}
`;

/** A server that runs on other settings, such as without the user of a process that came later, is started anew. */
async function keep(path, settings, dir) {
  const isOther = existsSync(path) && readFileSync(path, 'utf8') !== settings;
  if (isOther && isRunning(recorded(dir))) await stopServer(dir);
  writeFileSync(path, settings, { mode: 0o600 });
}

/** NATS with JetStream on files, synced at every write. `conf` is the authorization block, empty for none. */
export async function startNats({ dir: folder, port: wanted, monitorPort, conf = '', say = () => undefined }) {
  const dir = resolve(folder);
  mkdirSync(dir, { recursive: true });
  const before = recorded(dir);
  const way = await wayTo('nats', say, { isGoodEnough });
  const ports = isRunning(before)
    ? before.ports
    : [await freePort(wanted ?? before?.ports[0]), await freePort(monitorPort ?? before?.ports[1])];
  const [port, monitor] = ports;
  const url = `nats://127.0.0.1:${port}`;
  const settings = configuration({ listen: way.listen, port, monitor, data: way.data(dir), users: conf });
  await keep(join(dir, 'nats.conf'), settings, dir);
  way.own(dir);
  const program = way.way === 'PATH' ? [] : [way.way === 'provided' ? '/usr/sbin/nats-server' : 'nats-server'];
  const command = way.command(dir, [...program, '-c', `${way.data(dir)}/nats.conf`], ports);
  const healthy = async () => {
    await natsGreeting(url);
    const answer = await fetch(`http://127.0.0.1:${monitor}/healthz`);
    if (!answer.ok) throw new Error('JetStream is recovering');
  };
  const programs = [{ name: 'nats', command, ready: healthy }];
  const server = await serve({ kind: 'nats', way: way.way, dir, url, ports, programs });
  return { ...server, monitorUrl: `http://127.0.0.1:${monitor}` };
}
