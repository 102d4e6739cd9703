// schemathesis (https://schemathesis.io, from PyPI) in a folder of its own, and one run of it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wanted = 'schemathesis>=4.32,<5';
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'portico', 'fuzz');
const bin = (name) => join(folder(), 'venv', process.platform === 'win32' ? `Scripts/${name}.exe` : `bin/${name}`);

const checks = [
  'not_a_server_error',
  'busy_only_when_signing_in',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'missing_required_header',
  'unsupported_method',
  'allow_header_conformance',
];

/** Gets it once per user; answers its version. */
export async function provideSchemathesis(say) {
  if (!existsSync(bin('schemathesis'))) await install(say);
  return (await output(bin('schemathesis'), ['--version'])).trim().split(' ').at(-1);
}

async function install(say) {
  say(`getting schemathesis into ${folder()} (a minute, once)`);
  mkdirSync(folder(), { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted];
  const steps = [() => run('python3', ['-m', 'venv', join(folder(), 'venv')]), () => run(bin('python'), pip)];
  for (const step of steps) if ((await step()).code !== 0) throw notToBeHad();
}

const notToBeHad = () =>
  new Error(
    'schemathesis could not be got: `npm run fuzz` needs python3 (3.10 or newer) with venv and pip, and a reachable PyPI; `npm run fuzz -- --corpus` runs the part that needs neither.',
  );

/** One pass: what one kind of client sends. Answers whether it held, what it printed, and the answers by status. */
export async function attack({ api, operations, without, examples, seed, client, report, unchecked = [] }) {
  const args = ['--config-file', here('schemathesis.toml'), 'run', `${api}/openapi.json`, '--no-color'];
  args.push('--seed', String(seed), '-n', String(examples), '--generation-database', 'none', '--no-shrink');
  args.push('--warnings', 'off', '--continue-on-failure', '--phases', 'examples,coverage,fuzzing,stateful');
  args.push('--exclude-path-regex', '^/dev/', '--include-path-regex', operations);
  args.push(
    '--checks',
    checks
      .concat('ignored_auth')
      .filter((name) => !unchecked.includes(name))
      .join(','),
  );
  if (without) args.push('--exclude-operation-id', without);
  const told = JSON.stringify({ api, report, ...client });
  const env = {
    ...process.env,
    PORTICO_FUZZ: told,
    SCHEMATHESIS_HOOKS: here('hooks.py'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const { code, text } = await run(bin('schemathesis'), args, env);
  return { holds: code === 0, text, ...countsIn(report) };
}

function countsIn(report) {
  if (!existsSync(report)) return { answers: [], unanswered: {} };
  return JSON.parse(readFileSync(report, 'utf8'));
}

const output = async (file, args) => (await run(file, args)).text;

function run(file, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, cwd: folder(), stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
    child.on('error', ({ message }) => resolve({ code: 127, text: message }));
    child.on('close', (code) => resolve({ code, text }));
  });
}
