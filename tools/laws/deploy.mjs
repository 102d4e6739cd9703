// docker-compose.yml and deploy/nats.conf say what the configuration classes and the NATS rights say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getMetadataStorage } from 'class-validator';
import { parse } from 'yaml';
import { natsUsers, natsAuthorization } from '../servers/nats-users.mjs';

const configs = {
  gateway: ['gateway/dist/gateway.config.js', 'GatewayConfig'],
  identity: ['services/identity/dist/identity.config.js', 'IdentityConfig'],
  organization: ['services/organization/dist/organization.config.js', 'OrganizationConfig'],
  pin: ['services/pin/dist/pin.config.js', 'PinConfig'],
};

/** Development only, or for one engine only: a container need not be told. */
const untold = new Set(['DEV_BOX_DIR', 'RATE_LIMIT_PER_MINUTE', 'PASSWORD_HASHES', 'NODE_ENV', 'LOG_LEVEL']);

const key = 'k'.repeat(44);
const samples = [
  [/(CLAIM_PRIVATE|AUDIT_SIGNING)_KEY$/, '{"kty":"OKP"}'],
  [/CLAIM_PUBLIC_KEYS$/, '{"gateway":{}}'],
  [/FIELD_KEYS$/, `2026:${key}`],
  [/PUBLIC_BASE_URL$/, 'https://portal.example.gov'],
  [/MAIL_FROM$/, 'no-reply@example.gov'],
];

/** A value as an operator would set it, for each `${VARIABLE…}` of the file. */
function filled(value) {
  return String(value).replace(/\$\{(\w+)(?::(-|\?)([^}]*))?\}/g, (_all, name, mark, rest) => {
    if (mark === '-') return rest;
    return samples.find(([form]) => form.test(name))?.[1] ?? key;
  });
}

const variablesOf = (type) =>
  new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(type, '', true, false)
      .map(({ propertyName }) => propertyName),
  );

async function processFaults(root, name, { environment }) {
  const [path, exported] = configs[name];
  const { [exported]: type } = await import(pathToFileURL(join(root, path)));
  const { configFrom } = await import(pathToFileURL(join(root, 'libs/service/dist/index.js')));
  const known = variablesOf(type);
  const given = Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, filled(value)]));
  const faults = Object.keys(given)
    .filter((variable) => !known.has(variable))
    .map((variable) => `docker-compose.yml: ${name} does not know ${variable}`);
  for (const variable of known)
    if (!(variable in given) && !untold.has(variable))
      faults.push(`docker-compose.yml: ${name} is not told ${variable}`);
  try {
    configFrom(type, given);
  } catch (error) {
    faults.push(`docker-compose.yml: ${name} would refuse to boot: ${error.message}`);
  }
  return faults;
}

/** What deploy/nats.conf must hold, passwords taken from the server's environment. */
export function natsConf() {
  const rights = natsAuthorization(
    Object.fromEntries(natsUsers.map((name) => [name, `$${name.toUpperCase()}_NATS_PASSWORD`])),
  );
  return `# Made by \`npm run docs\` from tools/servers/nats-users.mjs: who may say what on the bus.
listen: 0.0.0.0:4222
http: 0.0.0.0:8222
jetstream {
  store_dir: /data
  sync_interval: always
}
${rights.replace(/"(\$[A-Z_]+)"/g, '$1')}`;
}

/** Faults of a tree's container files; `compose` is the text of docker-compose.yml. */
export async function deployFaults(root, compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8')) {
  const { services } = parse(compose, { merge: true });
  const faults = [];
  for (const name of Object.keys(configs))
    faults.push(
      ...(services[name] ? await processFaults(root, name, services[name]) : [`docker-compose.yml: no ${name}`]),
    );
  if (readFileSync(join(root, 'deploy/nats.conf'), 'utf8') !== natsConf())
    faults.push('deploy/nats.conf: not as tools/servers/nats-users.mjs says; run `npm run docs`');
  return faults;
}

/** Planted: a variable that is misspelt, and one that is missing, must both be told. */
export async function deployToothless(root) {
  const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8').replace('PASSWORD_PEPPER:', 'PASSWORD_PEPER:');
  const faults = await deployFaults(root, compose);
  const noticed = [
    /identity does not know PASSWORD_PEPER/,
    /identity is not told PASSWORD_PEPPER/,
    /identity would refuse to boot/,
  ];
  return noticed
    .filter((words) => !faults.some((fault) => words.test(fault)))
    .map((words) => `${words}: its planted violation was not noticed`);
}
