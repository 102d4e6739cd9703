// `npm run serve -- identity`: one process in the foreground, in the place of the one that the platform runs.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './boot.mjs';
import { environmentOf, processes } from './environment.mjs';
import { home, mains, portsOf, startServers, worldOf } from './platform.mjs';
import { main, node24, say } from './say.mjs';
import { stopServer } from './servers/index.mjs';

const HELP = `npm run serve -- <${processes.join('|')}>
  Builds, ends the background process of that name, and runs it here with its log, on the running platform (npm run up).`;

main(async () => {
  const [name] = process.argv.slice(2);
  if (!processes.includes(name)) return void console.log(HELP);
  await build();
  const ports = await portsOf();
  const world = worldOf(await startServers(say), ports);
  await stopServer(join(home, 'run', name));
  const env = { ...process.env, ...environmentOf(name, { ...world, opsPort: ports[name] }) };
  const child = spawn(node24(), ['--enable-source-maps', mains[name]], { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)));
});
