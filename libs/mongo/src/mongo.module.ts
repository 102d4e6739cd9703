import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Clock, SystemClock } from '@portico/kernel';
import { DeadLetters, Metrics, Readiness, StreamPlaces, Unpublished } from '@portico/service';
import { MongoClient } from 'mongodb';
import { CommandCount } from './command-count.js';
import { MongoDeadLetters } from './dead-letters.js';
import { durable, mustBeDurable } from './durability.js';
import { type Faults, isProduction, refuseInProduction } from './faults.js';
import { FieldCrypto } from './field-crypto.js';
import { type Kms, LocalKms } from './kms.js';
import { Mongo } from './mongo.js';
import { OutboxAge } from './outbox-age.js';
import { OutboxQueue } from './outbox-queue.js';
import { OutboxRelay } from './outbox-relay.js';
import { MongoStreamPlaces } from './stream-places.js';

export interface MongoOptions {
  uri: string;
  database: string;
  /** `FIELD_KEYS`; with `hashKey` where fields are sealed or hashed. */
  fieldKeys?: string;
  /** `HASH_KEY`. */
  hashKey?: string;
  /** Instead of `fieldKeys`. */
  kms?: Kms;
  /** Counts commands by name; costs the driver a second parse of each reply, so it is for tests and figures. */
  monitor?: boolean;
  faults?: Faults;
}

interface Around {
  clock?: Clock;
  metrics?: Metrics;
  readiness?: Readiness;
}

/** How long a command may wait for a server, in milliseconds. */
const serverPatience = 5_000;
/** How long it may wait for the answer. */
const answerPatience = 30_000;

async function cryptoOf({ kms, fieldKeys, hashKey }: MongoOptions): Promise<FieldCrypto | undefined> {
  const keys = kms ?? (fieldKeys ? new LocalKms(fieldKeys) : undefined);
  return keys && hashKey ? FieldCrypto.under(keys, hashKey) : undefined;
}

function clientFor({ uri, monitor = false }: MongoOptions): MongoClient {
  return new MongoClient(uri, {
    monitorCommands: monitor,
    serverSelectionTimeoutMS: serverPatience,
    socketTimeoutMS: answerPatience,
  });
}

/** Opens the database; in production only one that keeps what it acknowledged. */
export async function openMongo(options: MongoOptions, around: Around = {}): Promise<Mongo> {
  const { faults = {}, database } = options;
  refuseInProduction(faults, process.env);
  const crypto = await cryptoOf(options);
  const client = clientFor(options);
  const commands = new CommandCount(client, around.metrics);
  await client.connect();
  if (isProduction(process.env)) await mustBeDurable(client);
  const db = client.db(database, { writeConcern: durable });
  around.readiness?.add({ name: 'mongo', check: async () => void (await db.command({ ping: 1 })) });
  const { clock = new SystemClock() } = around;
  return new Mongo({ client, db, commands, crypto, faults, clock, outbox: new OutboxQueue() });
}

/** The service's own database, global: `Mongo`, `FieldCrypto`, `OutboxRelay`, `DeadLetters`, `StreamPlaces`, `Unpublished`. */
@Module({})
export class MongoModule {
  static forRoot(options: MongoOptions): DynamicModule {
    const optional = (token: unknown) => ({ token: token as never, optional: true });
    const providers: Provider[] = [
      {
        provide: Mongo,
        inject: [Clock, Metrics, Readiness].map(optional),
        useFactory: (clock?: Clock, metrics?: Metrics, readiness?: Readiness) =>
          openMongo(options, { clock, metrics, readiness }),
      },
      { provide: FieldCrypto, inject: [Mongo], useFactory: (mongo: Mongo) => mongo.cryptoIfAny },
      { provide: DeadLetters, useClass: MongoDeadLetters },
      { provide: StreamPlaces, useClass: MongoStreamPlaces },
      { provide: Unpublished, useClass: OutboxAge },
      OutboxRelay,
    ];
    const exports = [Mongo, FieldCrypto, DeadLetters, StreamPlaces, Unpublished, OutboxRelay];
    return { module: MongoModule, global: true, providers, exports };
  }
}
