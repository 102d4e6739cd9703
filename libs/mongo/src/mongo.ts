import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { Clock } from '@portico/kernel';
import type { Collection, Db, Document, MongoClient } from 'mongodb';
import type { CommandCount } from './command-count.js';
import type { Faults } from './faults.js';
import type { FieldCrypto } from './field-crypto.js';
import type { OutboxQueue } from './outbox-queue.js';

/** A collection that prepares itself at boot: its indexes, and whether it holds outboxes. */
export interface Kept {
  collection: string;
  /** False for projections: nothing is swept for in them. */
  hasOutbox?: boolean;
  ensure(): Promise<void>;
}

export interface MongoParts {
  client: MongoClient;
  db: Db;
  clock: Clock;
  commands: CommandCount;
  outbox: OutboxQueue;
  /** There only where `fieldKeys` and `hashKey` were given. */
  crypto?: FieldCrypto;
  faults: Faults;
}

/** The service's own database: what stores, reads and projections are built on. */
export class Mongo implements OnModuleInit, OnApplicationShutdown {
  readonly #kept: Kept[] = [];
  readonly #parts: MongoParts;
  #ready = false;

  constructor(parts: MongoParts) {
    this.#parts = parts;
  }

  get client(): MongoClient {
    return this.#parts.client;
  }

  get db(): Db {
    return this.#parts.db;
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  get commands(): CommandCount {
    return this.#parts.commands;
  }

  get outbox(): OutboxQueue {
    return this.#parts.outbox;
  }

  get faults(): Faults {
    return this.#parts.faults;
  }

  get crypto(): FieldCrypto {
    if (!this.cryptoIfAny) throw new Error('This database was opened without FIELD_KEYS and HASH_KEY.');
    return this.cryptoIfAny;
  }

  get cryptoIfAny(): FieldCrypto | undefined {
    return this.#parts.crypto;
  }

  collection<T extends Document = Document>(name: string): Collection<T> {
    return this.db.collection<T>(name);
  }

  /** Names of the collections whose documents carry an outbox. */
  get outboxes(): string[] {
    return this.#kept.filter(({ hasOutbox = true }) => hasOutbox).map(({ collection }) => collection);
  }

  /** A store makes itself known; its indexes are there before the first message is served. */
  keep(kept: Kept): void {
    this.#kept.push(kept);
  }

  async onModuleInit(): Promise<void> {
    if (this.#ready) return;
    this.#ready = true;
    await Promise.all(this.#kept.map((kept) => kept.ensure()));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}
