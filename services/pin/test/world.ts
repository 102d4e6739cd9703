import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Command, Query } from '@portico/contracts';
import { type Actor, Clock, type MovableClock, system } from '@portico/kernel';
import { Bus, type SendOptions } from '@portico/messaging';
import { Mongo } from '@portico/mongo';
import { configFrom, EventPublisher, ProcessConfig, Readiness } from '@portico/service';
import { PinConfig } from '../src/pin.config.js';
import { PinModule } from '../src/pin.module.js';
import { aNeighbour, Clinics, Heard } from './neighbours.js';

interface OwnNats {
  url: string;
  stop(): Promise<void>;
  kill(): Promise<unknown>;
  start(): Promise<void>;
}

/** What these tests use of the repository's tools, which are plain JavaScript. */
interface Tools {
  home: string;
  secretsIn(folder: string): { natsPasswords: Record<string, string> };
  natsAuthorization(passwords: Record<string, string>): string;
  environmentOf(name: string, world: object): Record<string, string>;
  startNats(options: { dir: string; conf: string }): Promise<OwnNats>;
  bornAt(pid: number): string | undefined;
}

const modules = ['platform', 'environment', 'servers/index', 'servers/nats-users', 'servers/process'];

async function tools(): Promise<Tools> {
  const at = (path: string) => new URL(`../../../tools/${path}.mjs`, import.meta.url).href;
  return Object.assign({}, ...(await Promise.all(modules.map((path) => import(at(path)))))) as Tools;
}

const quiet = { logger: false, abortOnError: false } as const;
const names = ['organization', 'identity', 'gateway', 'operator'] as const;
type Neighbour = (typeof names)[number];

interface Parts {
  replicas: INestApplicationContext[];
  neighbours: Record<Neighbour, INestApplicationContext>;
  nats: OwnNats & { user: string; pass: string };
  forget(): Promise<void>;
}

/** Two replicas of the pin service on real servers; its neighbours are played by the test. */
export class World {
  private constructor(private readonly parts: Parts) {}

  static async start(): Promise<World> {
    const { home, secretsIn, natsAuthorization, environmentOf, startNats, bornAt } = await tools();
    const id = randomBytes(4).toString('hex');
    const folder = join(home, 'test', 'worlds', id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'owner.json'), JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }));
    const secrets = secretsIn(folder);
    const observer = { user: 'observer', pass: id };
    const conf = natsAuthorization({ ...secrets.natsPasswords, observer: id });
    const nats = await startNats({ dir: join(folder, 'nats'), conf });
    const mongoUrl = process.env.MONGODB_URI;
    const place = { secrets, folder, natsUrl: nats.url, mongoUrl, redisUrl: '', opsPort: 0, databaseSuffix: `_${id}` };
    const env = (name: string) => ({
      OPS_PORT: '0',
      ...environmentOf(name, place),
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    });

    const databases: Partial<Record<Neighbour, { uri: string; database: string }>> = {
      organization: { uri: mongoUrl ?? '', database: `clinics_${id}` },
    };
    const begun = names.map(
      async (name) => [name, await aNeighbour(name, configFrom(ProcessConfig, env(name)), databases[name])] as const,
    );
    const neighbours = Object.fromEntries(await Promise.all(begun)) as Record<Neighbour, INestApplicationContext>;
    const config = configFrom(PinConfig, env('pin'));
    const replica = () => NestFactory.createApplicationContext(PinModule.forRoot(config), quiet);
    const replicas = await Promise.all([replica(), replica()]);
    for (const each of replicas) each.get(Readiness).open();
    const forget = async () => {
      await nats.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    const world = new World({ replicas, neighbours, nats: Object.assign(nats, observer), forget });
    await world.eventually(() => world.isReady(), 'readiness');
    return world;
  }

  get replicas(): INestApplicationContext[] {
    return this.parts.replicas;
  }

  get nats(): Parts['nats'] {
    return this.parts.nats;
  }

  get heard(): Heard {
    return this.parts.neighbours.identity.get(Heard);
  }

  get clinics(): Clinics {
    return this.parts.neighbours.organization.get(Clinics);
  }

  /** Organization saves, and reaches the stream no more. */
  cutOff(): { heal(): void } {
    const publisher = this.parts.neighbours.organization.get(EventPublisher);
    const spy = jest.spyOn(publisher, 'publish').mockRejectedValue(new Error('the stream is out of reach'));
    return { heal: () => spy.mockRestore() };
  }

  get mongo(): Mongo {
    return (this.replicas[0] as INestApplicationContext).get(Mongo);
  }

  /** Asks as the gateway does, for this person. */
  personAsks<R>(actor: Actor, message: Command<R> | Query<R>, options: SendOptions = {}): Promise<R> {
    return this.parts.neighbours.gateway.get(Bus).send(message, { as: actor, ...options });
  }

  operatorAsks<R>(message: Command<R>): Promise<R> {
    return this.parts.neighbours.operator.get(Bus).send(message, { as: system('operator'), timeoutMs: 20_000 });
  }

  /** Asks inside a replica, without NATS. */
  replicaAsks<R>(actor: Actor, message: Command<R>): Promise<R> {
    return (this.replicas[0] as INestApplicationContext).get(Bus).send(message, { as: actor });
  }

  setClocks(at: Date): void {
    for (const replica of this.replicas) replica.get<MovableClock>(Clock).set(at);
  }

  async readiness(): Promise<Record<string, string>[]> {
    return Promise.all(this.replicas.map(async (replica) => (await replica.get(Readiness).report()).checks));
  }

  /** What the projection of rights is, whole. */
  async standingsHash(): Promise<string> {
    const all = await this.mongo.db.collection('standings').find({}).sort({ _id: 1 }).toArray();
    return `${all.length} ${createHash('sha256').update(JSON.stringify(all)).digest('hex')}`;
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

  /** What it is refused with, once it is. */
  refusalOf(ask: () => Promise<unknown>): Promise<object> {
    const refused = (): Promise<object | undefined> =>
      ask().then(
        () => undefined,
        (error: object) => error,
      );
    return this.eventually(refused, 'a refusal');
  }

  async stop(): Promise<void> {
    await Promise.all([this.mongo.db.dropDatabase(), this.clinics.forget()]);
    const all = [...this.replicas, ...Object.values(this.parts.neighbours)];
    await Promise.all(all.map((context) => context.close()));
    await this.parts.forget();
  }

  private async isReady(): Promise<true | undefined> {
    const reports = await this.readiness();
    return reports.every((checks) => Object.values(checks).every((said) => said === 'up')) || undefined;
  }
}
