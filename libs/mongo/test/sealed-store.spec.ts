import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AggregateStore, CannotOpen, type Mongo } from '../src/index.js';
import { aMongo, dropMongo } from '../src/testing.js';
import { type Account, type AccountEvent, type AccountState, accountSpec, anAccount } from './account.js';

type Accounts = AggregateStore<Account, AccountState, AccountEvent>;

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
let mongo: Mongo;
let store: Accounts;

beforeAll(async () => {
  mongo = await aMongo({ fieldKeys: `old:${key(1)}` });
  store = new AggregateStore(mongo, accountSpec('accounts'));
  await mongo.onModuleInit();
});

afterAll(() => dropMongo(mongo));

/** The same database, as a service sees it that was given other keys. */
async function under<T>(fieldKeys: string, work: (store: Accounts) => Promise<T>): Promise<T> {
  const other = await aMongo({ fieldKeys, database: mongo.db.databaseName });
  try {
    return await work(new AggregateStore(other, accountSpec('accounts')));
  } finally {
    await other.client.close();
  }
}

const phones = {
  phone: '5550100',
  links: { reset: { phone: '5550101', uses: 1 } },
  contacts: [{ name: 'a', phone: '5550102' }],
};

describe('sealed fields in a store', () => {
  it('are nowhere in the clear, and open for their reader', async () => {
    const { id } = await store.save(anAccount(phones));
    const [stored] = await store.read<{ _id: string; phone: string }>({ _id: id });
    for (const phone of ['5550100', '5550101', '5550102']) expect(JSON.stringify(stored)).not.toContain(phone);
    expect(JSON.stringify(stored).match(/f1:old:/g)).toHaveLength(3);
    const [chosen] = await store.read<{ _id: string; phone: string }>({ _id: id }, { phone: 1 });
    expect(chosen && store.open(chosen)).toEqual({ _id: id, phone: '5550100' });
  });

  it('do not open in another record', async () => {
    const [one, other] = [await store.save(anAccount(phones)), await store.save(anAccount(phones))];
    const [theirs] = await store.read({ _id: other.id });
    await store.collection.updateOne({ _id: one.id }, { $set: { phone: theirs?.phone } });
    await expect(store.get(one.id)).rejects.toBeInstanceOf(CannotOpen);
  });

  it.each([['links.reset.phone'], ['contacts.0.phone']])('do not open in another field: %s', async (path) => {
    const { id } = await store.save(anAccount(phones));
    const [stored] = await store.read({ _id: id });
    await store.collection.updateOne({ _id: id }, { $set: { [path]: stored?.phone } });
    await expect(store.get(id)).rejects.toBeInstanceOf(CannotOpen);
  });

  it('are not taken in the clear either', async () => {
    const { id } = await store.save(anAccount(phones));
    await store.collection.updateOne({ _id: id }, { $set: { phone: '5550199' } });
    await expect(store.get(id)).rejects.toBeInstanceOf(CannotOpen);
  });

  it('stay as they are when something else changes', async () => {
    const { id } = await store.save(anAccount(phones));
    const [before] = await store.read({ _id: id });
    const account = await store.get(id);
    account?.raise();
    if (account) await store.save(account);
    const [after] = await store.read({ _id: id });
    expect(after?.phone).toBe(before?.phone);
  });

  it('are left alone by a resealing that cannot read them', async () => {
    const { id } = await store.save(anAccount({ phone: '5550100' }));
    await store.collection.updateOne({ _id: id }, { $set: { phone: 'f1:old:broken' } });
    const { unreadable } = await under(`new:${key(2)},old:${key(1)}`, (service) => service.reseal());
    expect(unreadable).toContain(id);
    expect((await store.read({ _id: id }))[0]?.phone).toBe('f1:old:broken');
  });

  it('open with an older key, are sealed with the active one, and are resealed without a version', async () => {
    const { id } = await store.save(anAccount(phones));
    const rotated = `new:${key(2)},old:${key(1)}`;
    await under(rotated, async (service) => {
      expect((await service.get(id))?.state.phone).toBe('5550100');
      expect((await service.reseal()).resealed).toBeGreaterThan(0);
      expect((await service.reseal()).resealed).toBe(0);
    });
    await under(`new:${key(2)}`, async (service) => {
      const account = await service.get(id);
      expect(account?.state).toMatchObject(phones);
      expect(account?.version).toBe(1);
      expect((await service.find({ phoneHash: service.hash('phone', '5550100'), _id: id }))?.id).toBe(id);
    });
    await expect(store.get(id)).rejects.toThrow('key new is not here');
  });
});
