import { createPrivateKey, type JsonWebKey, randomUUID, sign } from 'node:crypto';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import type { Actor } from '@portico/kernel';
import type { World } from '../src/index.js';
import { loadTools } from '../src/tools.js';
import { noFlow } from './probes/ways-in.js';
import type { Stage } from './stage.js';
import type { Probe, Role, Seen } from './words.js';

interface Access {
  nats: NatsConnection;
  issuer: string;
  key: JsonWebKey;
}

interface Reply {
  ok?: { items?: unknown[] };
  refusal?: { kind: string; code: string; details: { decisionId?: string } };
}

const statuses: Record<string, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  locked: 423,
  'too-many': 429,
  unavailable: 503,
};

/** The bus itself does not let this process ask for this. */
export const notItsPlace: Seen = { status: 403, code: 'bus-permission', text: '' };

/** Asks on the bus itself, past the gateway: as the edge would for a person, as each process for itself. */
export class BusDoor {
  private constructor(private readonly access: ReadonlyMap<string, Access>) {}

  static async open(world: World): Promise<BusDoor> {
    const tools = await loadTools();
    const secrets = tools.secretsIn(world.folder);
    const places = { secrets, folder: world.folder };
    const issuers = ['gateway', 'identity', 'organization', 'pin', 'operator'];
    const opened = issuers.map(async (issuer): Promise<[string, Access]> => {
      const { NATS_USER: user, NATS_PASSWORD: pass, CLAIM_PRIVATE_KEY: key = '' } = tools.environmentOf(issuer, places);
      const nats = await connect({ servers: world.servers.nats.url, user, pass, inboxPrefix: `_INBOX.${issuer}` });
      return [issuer, { nats, issuer, key: JSON.parse(key) as JsonWebKey }];
    });
    return new BusDoor(new Map(await Promise.all(opened)));
  }

  async ask(stage: Stage, subject: string, { role, probe }: { role: Role; probe: Probe }): Promise<Seen> {
    const actor = stage.cast.get(role.name)?.actor ?? { kind: 'anonymous' };
    const access = this.access.get(role.process ?? 'gateway');
    if (access === undefined) throw new Error(`nobody can speak for ${role.name}`);
    // A session that is to be spent is one that never was: the edge's is needed by the other cells.
    const claimed = probe.spends ? { ...actor, sessionId: randomUUID() } : actor;
    const input =
      'registrationId' in probe.input || 'linkId' in probe.input ? withFlow(stage, role, probe) : probe.input;
    const options = { timeout: 20_000, headers: headersFor(access, claimed, subject) };
    try {
      return seen((await access.nats.request(subject, JSON.stringify(input), options)).string());
    } catch (error) {
      return /Permissions Violation/.test(String(error)) ? notItsPlace : { status: 0, code: String(error), text: '' };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.access.values()].map(({ nats }) => nats.close()));
  }
}

function seen(text: string): Seen {
  const { refusal, ...reply } = JSON.parse(text) as Reply;
  if (!refusal) return { status: 'ok' in reply ? 200 : 500, code: '', items: reply.ok?.items?.length, text };
  const { kind, code, details } = refusal;
  return { status: statuses[kind] ?? 500, code, decisionId: details.decisionId, text };
}

function withFlow({ registrations, link }: Stage, { kind }: Role, { input }: Probe): object {
  const own = 'linkId' in input ? link.bearer : registrations.own.bearer;
  return { ...input, flowToken: kind === 'flow' ? own : noFlow };
}

function headersFor(access: Access, actor: Actor, subject: string) {
  const lines = headers();
  lines.set('Portico-Claim', claimOf(access, actor, subject.split('.')[0] ?? ''));
  lines.set('Portico-Budget', '15000');
  return lines;
}

/** A claim as RFC 7519 and 8037 write it, made here by hand: what the services check is not what made it. */
function claimOf({ issuer, key }: Access, actor: Actor, audience: string): string {
  const now = Math.floor(performance.timeOrigin / 1_000 + performance.now() / 1_000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { actor, iss: issuer, aud: audience, iat: now, exp: now + 60 };
  const text = `${part({ alg: 'EdDSA' })}.${part(claims)}`;
  const signature = sign(null, Buffer.from(text), createPrivateKey({ key, format: 'jwk' }));
  return `${text}.${signature.toString('base64url')}`;
}
