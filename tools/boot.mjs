// From whatever the machine has to a running platform with its demo world: what `start` and `up` have in common.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { processes, repository } from './environment.mjs';
import { installPackages } from './packages.mjs';
import { empty, home, portsOf, startMail, startProcess, startServers, worldOf } from './platform.mjs';
import { follow, main, node24, say, withPackages } from './say.mjs';
import { locked } from './servers/lock.mjs';

const HELP = (command, does) => `npm run ${command} [-- flags]   ${does}

  --fresh     empties the data first (servers, mails, letters, demo accounts)
  --no-walk   does not walk the first journey
  --help      this text

Own servers are used when MONGODB_URI, NATS_URL or REDIS_URL name them. State lies in .portico/ (PORTICO_DIR).`;

const FLAGS = ['--fresh', '--no-walk', '--help'];

/** The flags of a command; answers nothing when it only had to explain itself. */
export function flagsOf(command, does) {
  const given = process.argv.slice(2);
  const unknown = given.find((flag) => !FLAGS.includes(flag));
  if (unknown) throw new Error(`${unknown} is not a flag of this command; --help lists them.`);
  if (given.includes('--help')) return void console.log(HELP(command, does));
  return { fresh: given.includes('--fresh'), walk: !given.includes('--no-walk') };
}

/** The packages and the build of this checkout; a command that needs them works from a clean clone. */
export async function build() {
  await installPackages(say);
  say('building');
  if ((await follow('npm', ['run', '--silent', 'build'], { env: withPackages() })) !== 0) {
    throw new Error('The build failed: the lines above say where.');
  }
}

/** A command that stands on what was built: it explains itself, or builds and runs `script` with the words it was given. */
export function runBuilt(script, help) {
  main(async () => {
    const words = process.argv.slice(2);
    if (words.includes('--help')) return console.log(help);
    await build();
    process.exitCode = await follow(node24(), [join(repository, script), ...words], { env: withPackages() });
  });
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new Error(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org).`);
}

/** Boots everything; `started` collects what this run started, for whoever must end it. */
export async function boot({ fresh, started }) {
  checkNode();
  mkdirSync(home, { recursive: true });
  const unlock = await locked(join(home, 'lock'), () =>
    say('another start of this checkout is at work; waiting for it'),
  );
  try {
    if (fresh) await empty(say);
    const remember = (server) => (server.found ? server : (started.push(server), server));
    const [servers] = await both(startServers(say, { onStart: remember }), build());
    return await bootProcesses(servers, remember);
  } finally {
    unlock();
  }
}

// Both come to their end before either's failure is told: nothing goes on behind the message.
async function both(...promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return results.map(({ value }) => value);
}

async function bootProcesses(servers, remember) {
  const ports = await portsOf();
  const world = worldOf(servers, ports);
  const tell = (name) => async (server) => {
    say(`${name}: ready (${remember(server).found ? 'found running' : 'started'})`);
    return server;
  };
  const [mail] = await both(
    startMail(ports).then(tell('mail catcher')),
    ...processes.map((name) => startProcess(name, world, ports).then(tell(name))),
  );
  return { world, ports, gateway: world.publicBaseUrl, mail: mail.url };
}

export function addresses({ gateway, mail, ports }) {
  return [
    ['API', `${gateway}/v1`],
    ['API documentation', `${gateway}/v1/docs`],
    ['mail catcher', mail],
    ...processes.map((name) => [`health of ${name}`, `http://127.0.0.1:${ports[name]}/readyz`]),
    ['demo accounts', join(home, 'demo.json')],
    ['letters', join(home, 'letters')],
  ]
    .map(([what, where]) => `  ${what.padEnd(24)}${where}`)
    .join('\n');
}
