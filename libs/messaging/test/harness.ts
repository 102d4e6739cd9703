import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type INestApplicationContext, Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MessageType } from '@portico/contracts';
import {
  type DeadLetter,
  DeadLetters,
  ProcessConfig,
  ServiceModule,
  type StreamPlace,
  StreamPlaces,
  Unpublished,
} from '@portico/service';
import { Connection } from '../src/connection.js';
import { MessagingModule } from '../src/messaging.module.js';
import { streamOf } from '../src/stream.js';

export const natsUrl = process.env.NATS_URL ?? 'nats://127.0.0.1:4222';

/** A service name that no other run uses: its subjects and its stream are this run's own. */
export const aServiceName = (): string => `trial${randomBytes(5).toString('hex')}`;

/** Signing keys of some processes, as each one's environment carries them. */
export class Keys {
  readonly #private: Record<string, string>;
  readonly public: string;

  constructor(...issuers: string[]) {
    const pairs = issuers.map((issuer) => [issuer, generateKeyPairSync('ed25519')] as const);
    this.#private = Object.fromEntries(
      pairs.map(([issuer, { privateKey }]) => [issuer, JSON.stringify(privateKey.export({ format: 'jwk' }))]),
    );
    this.public = JSON.stringify(
      Object.fromEntries(pairs.map(([issuer, { publicKey }]) => [issuer, publicKey.export({ format: 'jwk' })])),
    );
  }

  of(issuer: string): { issuer: string; privateKey: string; publicKeys: string } {
    return { issuer, privateKey: this.#private[issuer] ?? '', publicKeys: this.public };
  }
}

export class KeptLetters extends DeadLetters {
  readonly letters = new Map<string, DeadLetter>();

  async keep(letter: DeadLetter): Promise<void> {
    this.letters.set(letter.id, letter);
  }

  async list(reaction?: string): Promise<DeadLetter[]> {
    return [...this.letters.values()].filter((letter) => !reaction || letter.reaction === reaction);
  }

  async drop(id: string): Promise<void> {
    this.letters.delete(id);
  }
}

export class KeptPlaces extends StreamPlaces {
  readonly places = new Map<string, StreamPlace & { replica: string; until: number }>();

  async take(stream: string, replica: string, length: number): Promise<StreamPlace | undefined> {
    const kept = this.places.get(stream) ?? { origin: '', seq: 0, replica, until: 0 };
    if (kept.replica !== replica && kept.until > performance.now()) return undefined;
    const taken = { ...kept, replica, until: performance.now() + length };
    this.places.set(stream, taken);
    return taken;
  }

  async reach(stream: string, replica: string, place: StreamPlace): Promise<boolean> {
    const kept = this.places.get(stream);
    if (kept?.replica !== replica) return false;
    this.places.set(stream, { ...kept, ...place });
    return true;
  }

  async leave(stream: string, replica: string): Promise<void> {
    const kept = this.places.get(stream);
    if (kept?.replica === replica) this.places.set(stream, { ...kept, until: 0 });
  }
}

export interface ProcessParts {
  keys: Keys;
  providers?: Provider[];
  serves?: boolean;
  messages?: readonly MessageType[];
  inFlight?: number;
  letters?: DeadLetters;
  places?: StreamPlaces;
  unpublished?: Unpublished;
  config?: Partial<ProcessConfig>;
}

/** One process of the platform, inside this one. */
export async function aProcess(name: string, parts: ProcessParts): Promise<INestApplicationContext> {
  const { keys, providers = [], serves = true, messages = [], inFlight } = parts;
  const { letters = new KeptLetters(), places = new KeptPlaces() } = parts;
  const config = Object.assign(new ProcessConfig(), {
    NODE_ENV: 'test',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    NATS_URL: natsUrl,
    CLAIM_PRIVATE_KEY: keys.of(name).privateKey,
    CLAIM_PUBLIC_KEYS: keys.public,
    ...parts.config,
  });
  const opened: Connection[] = [];
  const watch = {
    provide: 'watch',
    inject: [Connection],
    useFactory: (connection: Connection) => opened.push(connection),
  };
  class Root {}
  Module({
    imports: [
      ServiceModule.forRoot(name, config),
      storeOf(letters, places, parts.unpublished),
      MessagingModule.forRoot({ process: name, config, serves, messages, inFlight }),
    ],
    providers: [...providers, watch],
  })(Root);
  try {
    return await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
  } catch (error) {
    await Promise.all(opened.map((each) => each.onApplicationShutdown()));
    throw error;
  }
}

function storeOf(letters: DeadLetters, places: StreamPlaces, unpublished?: Unpublished) {
  class Store {}
  Module({})(Store);
  return {
    module: Store,
    global: true,
    providers: [
      { provide: DeadLetters, useValue: letters },
      { provide: StreamPlaces, useValue: places },
      { provide: Unpublished, useValue: unpublished },
    ],
    exports: [DeadLetters, StreamPlaces, Unpublished],
  };
}

export async function dropStream(service: string): Promise<void> {
  const nats = await connect({ servers: natsUrl });
  const manager = await jetstreamManager(nats);
  await manager.streams.delete(streamOf(service)).catch(() => undefined);
  await nats.close();
}

/** Looks again and again until it is so. */
export async function eventually(isSo: () => boolean | Promise<boolean>, within = 10_000): Promise<void> {
  for (const until = performance.now() + within; performance.now() < until;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`waited ${within} ms in vain`);
}
