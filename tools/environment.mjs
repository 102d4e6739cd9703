// What each process reads from its environment. Development values are generated once into the state folder; every
// generated secret starts with `dev.` (or carries such a key id), and a process in production refuses to boot on it.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const repository = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const processes = ['identity', 'organization', 'pin', 'gateway'];
const issuers = [...processes, 'operator'];

const secret = () => `dev.${randomBytes(32).toString('base64url')}`;
const fieldKeys = () => `dev1:${randomBytes(32).toString('base64')}`;

function signingKey(issuer) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const kid = `dev.${issuer}.${randomBytes(4).toString('hex')}`;
  const jwk = (key) => ({ ...key.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' });
  return { private: jwk(privateKey), public: jwk(publicKey) };
}

const of = (names, make) => Object.fromEntries(names.map((name) => [name, make(name)]));

const generate = () => ({
  natsPasswords: of(issuers, secret),
  signingKeys: of(issuers, signingKey),
  // The gateway finds a session by the hash under which identity keeps it; the others' hashes are their own.
  hashKeys: { sessions: secret(), organization: secret(), pin: secret() },
  fieldKeys: of(['identity', 'organization', 'pin'], fieldKeys),
  passwordPepper: secret(),
  deriveKey: secret(),
  // Signs the heads of audit chains; not the key that signs claims, so that each can be kept where it is used.
  auditKey: signingKey('audit'),
});

/** Groups of secrets, completed by what an older state folder lacks: a process that came later. */
function completed(kept, fresh) {
  const all = { ...fresh, ...kept };
  for (const [name, group] of Object.entries(fresh))
    if (typeof group === 'object') all[name] = { ...group, ...kept[name] };
  return all;
}

function write(path, secrets) {
  writeFileSync(`${path}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}

/** The generated secrets of a state folder, made on first use. */
export function secretsIn(folder) {
  const path = join(folder, 'secrets.json');
  mkdirSync(folder, { recursive: true });
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const isComplete = kept.auditKey && issuers.every((name) => kept.natsPasswords?.[name]);
  if (!isComplete) write(path, completed(kept, generate()));
  return isComplete ? kept : JSON.parse(readFileSync(path, 'utf8'));
}

const common = (name, world) => ({
  NODE_ENV: 'development',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
  PROGRAMS_DIR: world.programsDir ?? join(repository, 'programs'),
  NATS_URL: world.natsUrl,
  ...(world.natsMonitorUrl ? { NATS_MONITOR_URL: world.natsMonitorUrl } : {}),
  NATS_USER: name,
  NATS_PASSWORD: world.secrets.natsPasswords[name],
  CLAIM_PRIVATE_KEY: JSON.stringify(world.secrets.signingKeys[name].private),
  CLAIM_PUBLIC_KEYS: JSON.stringify(of(issuers, (issuer) => world.secrets.signingKeys[issuer].public)),
});

const served = (name, world) => ({ ...common(name, world), OPS_PORT: String(world.opsPort) });
const redis = (world) => ({ REDIS_URL: world.redisUrl, REDIS_PREFIX: world.redisPrefix ?? 'portico' });
const mongo = (name, world) => ({
  MONGODB_URI: world.mongoUrl,
  MONGODB_DATABASE: `portico_${name}${world.databaseSuffix ?? ''}`,
});

const environments = {
  gateway: (world) => ({
    ...served('gateway', world),
    ...redis(world),
    HASH_KEY: world.secrets.hashKeys.sessions,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(world.httpPort),
    PUBLIC_BASE_URL: world.publicBaseUrl,
    TRUSTED_PROXY_HOPS: '0',
    DEV_BOX_DIR: join(world.folder, 'box'),
  }),
  identity: (world) => ({
    ...served('identity', world),
    ...redis(world),
    ...mongo('identity', world),
    HASH_KEY: world.secrets.hashKeys.sessions,
    FIELD_KEYS: world.secrets.fieldKeys.identity,
    PUBLIC_BASE_URL: world.publicBaseUrl,
    PASSWORD_PEPPER: world.secrets.passwordPepper,
    DERIVE_KEY: world.secrets.deriveKey,
    SMTP_URL: world.smtpUrl,
    MAIL_FROM: 'Portico <no-reply@portico.localhost>',
    PASSCODE_SENDER: 'box',
    LETTERS_DIR: join(world.folder, 'letters'),
    DEV_BOX_DIR: join(world.folder, 'box'),
  }),
  organization: (world) => ({
    ...served('organization', world),
    ...redis(world),
    ...mongo('organization', world),
    HASH_KEY: world.secrets.hashKeys.organization,
    FIELD_KEYS: world.secrets.fieldKeys.organization,
    AUDIT_SIGNING_KEY: JSON.stringify(world.secrets.auditKey.private),
  }),
  pin: (world) => ({
    ...served('pin', world),
    ...mongo('pin', world),
    HASH_KEY: world.secrets.hashKeys.pin,
    FIELD_KEYS: world.secrets.fieldKeys.pin,
  }),
  operator: (world) => common('operator', world),
};

/**
 * The environment of one process in a world: `{secrets, folder, natsUrl, redisUrl, mongoUrl, smtpUrl, publicBaseUrl,
 * opsPort, httpPort?, databaseSuffix?, redisPrefix?, programsDir?}`.
 */
export const environmentOf = (name, world) => environments[name](world);
