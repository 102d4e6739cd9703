import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Command, type Envelope, type Query, RegistrationCompleted } from '@portico/contracts';
import { type Actor, idFrom, newId, system } from '@portico/kernel';
import { Bus, Connection, type SendOptions } from '@portico/messaging';
import { Mongo } from '@portico/mongo';
import { configFrom, EventPublisher, ProcessConfig } from '@portico/service';
import type { Claim } from '../src/domain/organization.js';
import { OrganizationConfig } from '../src/organization.config.js';
import { OrganizationModule } from '../src/organization.module.js';
import { today } from './builders.js';
import { aNeighbour, Heard } from './neighbours.js';

/** What these tests use of the repository's tools, which are plain JavaScript. */
interface Tools {
  home: string;
  secretsIn(folder: string): { natsPasswords: Record<string, string> };
  natsAuthorization(passwords: Record<string, string>): string;
  environmentOf(name: string, world: object): Record<string, string>;
  startNats(options: { dir: string; conf: string }): Promise<{ url: string; stop(): Promise<void> }>;
  bornAt(pid: number): string | undefined;
}

const modules = ['platform', 'environment', 'servers/index', 'servers/nats-users', 'servers/process'];

async function tools(): Promise<Tools> {
  const at = (path: string) => new URL(`../../../tools/${path}.mjs`, import.meta.url).href;
  return Object.assign({}, ...(await Promise.all(modules.map((path) => import(at(path)))))) as Tools;
}

const quiet = { logger: false, abortOnError: false } as const;

/** Two replicas of the organization service on real servers; identity and the gateway are played by the test. */
export class World {
  private constructor(
    readonly replicas: INestApplicationContext[],
    private readonly identity: INestApplicationContext,
    private readonly gateway: INestApplicationContext,
    private readonly env: (name: string) => Record<string, string>,
    private readonly forget: () => Promise<void>,
  ) {}

  private readonly killed: INestApplicationContext[] = [];

  static async start(): Promise<World> {
    const { home, secretsIn, natsAuthorization, environmentOf, startNats, bornAt } = await tools();
    const id = randomBytes(4).toString('hex');
    const folder = join(home, 'test', 'worlds', id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'owner.json'), JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }));
    const secrets = secretsIn(folder);
    const nats = await startNats({ dir: join(folder, 'nats'), conf: natsAuthorization(secrets.natsPasswords) });
    const mongoUrl = process.env.MONGODB_URI;
    const redis = { redisUrl: process.env.REDIS_URL, redisPrefix: `test-${id}` };
    const place = { secrets, folder, natsUrl: nats.url, mongoUrl, ...redis, opsPort: 0, databaseSuffix: `_${id}` };
    const env = (name: string) => ({ ...environmentOf(name, place), LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' });

    const config = configFrom(OrganizationConfig, env('organization'));
    const replica = () => NestFactory.createApplicationContext(OrganizationModule.forRoot(config), quiet);
    const identity = await aNeighbour('identity', configFrom(ProcessConfig, env('identity')));
    const gateway = await aNeighbour('gateway', configFrom(ProcessConfig, env('gateway')));
    const replicas = [await replica(), await replica()];
    return new World(replicas, identity, gateway, env, async () => {
      await nats.stop();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  get heard(): Heard {
    return this.identity.get(Heard);
  }

  get mongo(): Mongo {
    return (this.replicas[0] as INestApplicationContext).get(Mongo);
  }

  /** Asks as identity does, in its own name. */
  identityAsks<R>(message: Command<R> | Query<R>, options: SendOptions = {}): Promise<R> {
    return this.identity.get(Bus).send(message, { as: system('identity'), ...options });
  }

  /** Asks as the gateway does, for this person. */
  personAsks<R>(actor: Actor, message: Command<R> | Query<R>, options: SendOptions = {}): Promise<R> {
    return this.gateway.get(Bus).send(message, { as: actor, ...options });
  }

  /** Identity tells that a registration was completed; each telling is an event of its own, unless one is named again. */
  async tellsCompleted(
    { registrationId, userId, emailDomain }: Claim,
    organizationId: string,
    id = newId(),
  ): Promise<void> {
    const rest = { program: 'medi-cal', tokenId: idFrom('token', registrationId), flow: 'register-organization' };
    const { type } = RegistrationCompleted;
    const envelope: Envelope = {
      ...{ specversion: '1.0', datacontenttype: 'application/json', source: '/portico/identity', type },
      ...{ id, subject: registrationId, sequence: 1, time: today.toISOString(), actor: { kind: 'anonymous' } },
      data: { ...rest, registrationId, userId, emailDomain, organizationId },
    };
    await this.identity.get(EventPublisher).publish([envelope]);
  }

  /** Identity tells these facts, in this order. */
  async tells(envelopes: readonly Envelope[]): Promise<void> {
    for (const envelope of envelopes) await this.identity.get(EventPublisher).publish([envelope]);
  }

  /** The pin service, which runs for the first time now. */
  thePinService(): Promise<INestApplicationContext> {
    return aNeighbour('pin', configFrom(ProcessConfig, this.env('pin')));
  }

  /** One more replica of the service. */
  async replica(): Promise<INestApplicationContext> {
    const config = configFrom(OrganizationConfig, this.env('organization'));
    const made = await NestFactory.createApplicationContext(OrganizationModule.forRoot(config), quiet);
    this.replicas.push(made);
    return made;
  }

  /** Ends a replica as a crash would: at once, with everything that it holds; it gives nothing back. */
  async kill(replica: INestApplicationContext): Promise<void> {
    this.replicas.splice(this.replicas.indexOf(replica), 1);
    await Promise.all([replica.get(Connection).nats.close(), replica.get(Mongo).client.close(true)]);
    this.killed.push(replica);
  }

  /** Asks again and again until there is an answer. */
  async eventually<T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
    for (const until = performance.now() + 20_000; performance.now() < until;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`waited in vain for ${what}`);
  }

  async stop(): Promise<void> {
    await this.mongo.db.dropDatabase();
    await Promise.all([...this.replicas, this.identity, this.gateway].map((context) => context.close()));
    await Promise.all(this.killed.map((context) => context.close().catch(() => undefined)));
    await this.forget();
  }
}
