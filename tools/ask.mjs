// Asks a service as the process `operator`: with the NATS user and signing key that the environment carries, else with
// those of this checkout's platform.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { environmentOf } from './environment.mjs';
import { home, worldOf } from './platform.mjs';
import { node24 } from './say.mjs';
import { recorded } from './servers/index.mjs';

function operatorEnvironment() {
  if (process.env.CLAIM_PRIVATE_KEY) return process.env;
  const nats = process.env.NATS_URL ?? recorded(`${home}/servers/nats`)?.url;
  if (!nats)
    throw new Error(
      'No NATS is running for this checkout: `npm run up` starts one, or set NATS_URL, NATS_USER, NATS_PASSWORD, CLAIM_PRIVATE_KEY and CLAIM_PUBLIC_KEYS.',
    );
  const world = worldOf({ nats: { url: nats }, redis: {}, mongo: {} }, {});
  return { ...process.env, ...environmentOf('operator', world) };
}

/** Sends `{message, body, timeoutMs?}`, a contract class by name and its fields; answers its view, throws the refusal's sentence. */
export async function askAsOperator(asked, env) {
  let answer;
  await eachPage(asked, (view) => (answer = view), env);
  return answer;
}

/** The same, for each page of a list: `{…, pages: true}`. */
export function eachPage(asked, take, env = operatorEnvironment()) {
  const script = fileURLToPath(new URL('operator.mjs', import.meta.url));
  return new Promise((resolve, reject) => {
    // NODE_OPTIONS of a test runner are not the command's business.
    const child = spawn(node24(), [script], { env: { ...env, NODE_OPTIONS: '', LOG_LEVEL: 'error' } });
    let problem = '';
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) take(JSON.parse(line));
      else problem += `${line}\n`;
    });
    child.stderr.on('data', (data) => (problem += data));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(problem.trim()))));
    child.stdin.end(JSON.stringify(asked));
  });
}
