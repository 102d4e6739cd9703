// `npm run staff -- add EMAIL --role ops`: makes a staff account and mails it a link to set its password. Where the
// environment carries the operator's NATS user and signing key it uses them, else those of this checkout's platform.
import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { environmentOf } from './environment.mjs';
import { home, worldOf } from './platform.mjs';
import { main, node24 } from './say.mjs';
import { recorded } from './servers/index.mjs';

const HELP = 'npm run staff -- add EMAIL --role ops [--first NAME] [--last NAME] [--phone NUMBER] [--program medi-cal]';

function environment() {
  if (process.env.CLAIM_PRIVATE_KEY) return process.env;
  const nats = process.env.NATS_URL ?? recorded(`${home}/servers/nats`)?.url;
  if (!nats)
    throw new Error(
      'No NATS is running for this checkout: `npm run up` starts one, or set NATS_URL, NATS_USER, NATS_PASSWORD, CLAIM_PRIVATE_KEY and CLAIM_PUBLIC_KEYS.',
    );
  const world = worldOf({ nats: { url: nats }, redis: {}, mongo: {} }, {});
  return { ...process.env, ...environmentOf('operator', world) };
}

/** `staff` = {email, roles, firstName?, lastName?, mobilePhone?, program?}; answers the account's view. */
export function addStaff(staff, env = environment()) {
  const script = fileURLToPath(new URL('operator.mjs', import.meta.url));
  return new Promise((resolve, reject) => {
    // NODE_OPTIONS of a test runner are not the command's business.
    const child = spawn(node24(), [script], { env: { ...env, NODE_OPTIONS: '', LOG_LEVEL: 'error' } });
    let output = '';
    let problem = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (problem += data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve(JSON.parse(output.trim().split('\n').pop()));
      reject(new Error(`The staff account was not made: ${(problem || output).trim()}`));
    });
    child.stdin.end(JSON.stringify({ message: 'AddStaff', body: staff }));
  });
}

const text = { type: 'string' };
const options = {
  role: { type: 'string', multiple: true },
  first: text,
  last: text,
  phone: text,
  program: text,
  help: { type: 'boolean' },
};

async function command() {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [verb, email] = positionals;
  if (values.help || verb !== 'add' || !email || !values.role) return void console.log(HELP);
  const { role: roles, first: firstName, last: lastName, phone: mobilePhone, program } = values;
  const { id } = await addStaff({ email, roles, firstName, lastName, mobilePhone, program });
  console.log(`${email} (${id}) may act as ${roles.join(', ')}; a link to set the password is in the mail.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(command);
