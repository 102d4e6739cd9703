import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Envelope } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { DeadLetters, EventPublisher, ProcessConfig, Readiness, ServiceModule } from '@portico/service';
import { AggregateStore, FieldCrypto, Mongo, MongoModule, OutboxRelay } from '../src/index.js';
import { accountSpec, anAccount } from './account.js';

const published: Envelope[] = [];

class Collecting extends EventPublisher {
  async publish(envelopes: readonly Envelope[]): Promise<void> {
    published.push(...envelopes);
  }
}

@Module({ providers: [{ provide: EventPublisher, useClass: Collecting }], exports: [EventPublisher] })
class PublisherModule {}

@Injectable()
class MongoAccounts {
  readonly store: AggregateStore<
    ReturnType<typeof anAccount>,
    ReturnType<typeof anAccount>['state'],
    { type: 'Raised'; to: number }
  >;

  constructor(mongo: Mongo) {
    this.store = new AggregateStore(mongo, accountSpec('accounts'));
  }
}

const key = Buffer.alloc(32, 5).toString('base64');
const database = `test_${newId().slice(-12)}`;
let application: TestingModule;

beforeAll(async () => {
  const config = Object.assign(new ProcessConfig(), { NODE_ENV: 'test', LOG_LEVEL: 'silent' });
  const uri = process.env.MONGODB_URI ?? '';
  application = await Test.createTestingModule({
    imports: [
      ServiceModule.forRoot('test', config),
      MongoModule.forRoot({ uri, database, fieldKeys: `k1:${key}`, hashKey: `dev.${key}` }),
      { module: PublisherModule, global: true },
    ],
    providers: [MongoAccounts],
  }).compile();
  await application.init();
});

afterAll(async () => {
  await application.get(Mongo).db.dropDatabase();
  await application.close();
});

describe('MongoModule', () => {
  it('makes the indexes before anything is served', async () => {
    const indexes = await application.get(Mongo).collection('accounts').listIndexes().toArray();
    expect(indexes.map(({ name }) => String(name))).toContain('accounts-email');
  });

  it('relays by itself where a publisher is bound', async () => {
    const account = anAccount();
    account.raise();
    await application.get(MongoAccounts).store.save(account);
    await application.get(OutboxRelay).idle();
    expect(published.map(({ subject }) => subject)).toEqual([account.id]);
  });

  it('answers readiness', async () => {
    expect((await application.get(Readiness).report()).checks).toEqual({ mongo: 'up' });
  });

  it('offers the field keys', () => {
    expect(application.get(FieldCrypto).hash('p', 'v')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps dead letters until they are dropped', async () => {
    const letters = application.get(DeadLetters);
    const envelope = published[0] as Envelope;
    const letter = (reaction: string, at: number) => ({
      id: `${reaction}:${envelope.id}`,
      reaction,
      envelope,
      error: 'no room',
      at: new Date(at),
    });
    for (const [reaction, at] of [
      ['on-b', 2],
      ['on-a', 1],
      ['on-b', 3],
    ] as const)
      await letters.keep(letter(reaction, at));
    expect((await letters.list()).map(({ reaction }) => reaction)).toEqual(['on-a', 'on-b']);
    expect(await letters.list('on-b')).toEqual([letter('on-b', 3)]);
    await letters.drop(letter('on-b', 3).id);
    expect(await letters.list('on-b')).toEqual([]);
  });
});
