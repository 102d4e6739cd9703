// `npm run audit`: takes the audit chain of an organization out of the system, and checks one that was taken out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { eachPage } from './ask.mjs';
import { form } from './audit/chain-file.mjs';
import { home } from './platform.mjs';
import { main, node24 } from './say.mjs';

const HELP = `npm run audit -- export ORGANIZATION [--out FILE]
  Writes the organization's whole audit chain with its signed heads, one JSON line each; \`platform\` is the platform's own.
npm run audit -- verify FILE [--key FILE]… [--heads FILE]…
  Says whether the chain in the file is whole, or the first record that was changed, is missing, swapped, cut off or forged. Needs no
  server, only the public key: --key, or AUDIT_PUBLIC_KEY, or that of this checkout's platform. --heads names heads that
  were kept elsewhere (another export, or an answer of GET /v1/organizations/:id/audit/proof): they find a tail that
  was cut from the file together with its heads.`;

const platform = '00000000-0000-0000-0000-000000000000';

async function write(organization, out) {
  const organizationId = organization === 'platform' ? platform : organization;
  const line = (value) => out.write(`${JSON.stringify(value)}\n`);
  line({ form, organizationId, exportedAt: new Date().toISOString() });
  let records = 0;
  await eachPage({ message: 'ExportAudit', body: { organizationId }, pages: true }, ({ heads, items }) => {
    for (const head of heads) line({ head });
    for (const record of items) line({ record });
    records += items.length;
  });
  return records;
}

async function exportTo(organization, path) {
  if (!path) return void (await write(organization, process.stdout));
  const out = createWriteStream(path, { mode: 0o600 });
  await once(out, 'open');
  const records = await write(organization, out);
  out.end();
  await finished(out);
  console.log(`${records} records are in ${path}.`);
}

function keys(paths = []) {
  if (paths.length > 0) return paths.map((path) => readFileSync(path, 'utf8'));
  if (process.env.AUDIT_PUBLIC_KEY) return [process.env.AUDIT_PUBLIC_KEY];
  const kept = join(home, 'secrets.json');
  if (!existsSync(kept)) throw new Error('Which key? Name its file with --key, or set AUDIT_PUBLIC_KEY.');
  return [JSON.stringify(JSON.parse(readFileSync(kept, 'utf8')).auditKey.public)];
}

async function check(given) {
  const script = fileURLToPath(new URL('audit/verify.mjs', import.meta.url));
  const child = spawn(node24(), [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(JSON.stringify(given));
  const [answer, problem] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!answer) throw new Error(problem || 'The check ended without an answer: run `npm run build` and try again.');
  return JSON.parse(answer);
}

async function verify(file, { key, heads = [] }) {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const { organizationId, number, signed, fault } = await check({ file: resolve(file), keys: keys(key), heads });
  if (fault) throw new Error(`The chain of ${organizationId} is not whole. ${fault.kind}: ${fault.text}.`);
  const open = number - signed;
  const rest = open > 0 ? `; a cut of the last ${open} would not be noticed until the next head` : '';
  console.log(`The chain of ${organizationId} is whole: ${number} records, signed up to record ${signed}${rest}.`);
}

const list = { type: 'string', multiple: true };
const options = { out: { type: 'string' }, key: list, heads: list, help: { type: 'boolean' } };

main(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [verb, what] = positionals;
  if (values.help || !what || !['export', 'verify'].includes(verb)) return console.log(HELP);
  return verb === 'export' ? exportTo(what, values.out) : verify(what, values);
});
