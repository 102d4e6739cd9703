import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, StoppedClock } from '@portico/kernel';
import { AlreadyHandled, LostRace, ownWork, traceFrom, within } from '@portico/service';
import { AggregateStore, type Mongo } from '../src/index.js';
import { aMongo, dropMongo } from '../src/testing.js';
import { Account, type AccountEvent, type AccountState, accountSpec, anAccount, commanded } from './account.js';
import { storeSuite } from './store.suite.js';

const clock = new StoppedClock(new Date('2026-11-22T12:00:00Z'));
let mongo: Mongo;
let store: AggregateStore<Account, AccountState, AccountEvent>;

beforeAll(async () => {
  mongo = await aMongo({}, { clock });
  store = new AggregateStore(mongo, accountSpec('accounts'));
  await mongo.onModuleInit();
});

afterAll(() => dropMongo(mongo));

describe('AggregateStore', () => {
  storeSuite(() => ({
    store,
    outboxOf: async (id) => (await store.read({ _id: id })).flatMap(({ outbox }) => outbox),
  }));

  it('costs one command to load and one to save', async () => {
    const account = anAccount();
    const count = async (work: () => Promise<unknown>): Promise<Record<string, number>> => {
      const before = { ...mongo.commands.byName };
      const total = mongo.commands.total;
      await work();
      expect(mongo.commands.total - total).toBe(1);
      const now = Object.entries(mongo.commands.byName).map(([name, times]) => [name, times - (before[name] ?? 0)]);
      return Object.fromEntries(now.filter(([, times]) => times !== 0)) as Record<string, number>;
    };
    let loaded: Account | undefined;
    expect(await count(() => store.save(account))).toEqual({ insert: 1 });
    expect(await count(async () => (loaded = await store.get(account.id)))).toEqual({ find: 1 });
    loaded?.raise();
    expect(await count(async () => loaded && store.save(loaded))).toEqual({ update: 1 });
  });

  it('tells each of two pieces of work at once how many commands it sent', async () => {
    const costs = [{ database: 0 }, { database: 0 }];
    const work = costs.map((cost, index) =>
      within({ ...ownWork('test', traceFrom(undefined)), cost }, async () => {
        for (let read = 0; read < 4 + index * 3; read += 1) await store.get(newId());
      }),
    );
    await Promise.all(work);
    expect(costs).toEqual([{ database: 4 }, { database: 7 }]);
  });

  it('stores the state as it is, beside version, outbox and handled commands', async () => {
    const account = anAccount({ contacts: [{ name: 'front desk' }] });
    await commanded('c-1', () => store.save(account));
    const [stored] = await store.read({ _id: account.id });
    expect(stored).toEqual({
      _id: account.id,
      version: 1,
      email: account.state.email,
      total: 0,
      openedAt: account.state.openedAt,
      contacts: [{ name: 'front desk' }],
      outbox: [],
      handled: [{ id: 'c-1', bodyHash: 'body', at: clock.now() }],
    });
  });

  it('forgets a command after a day', async () => {
    const account = anAccount();
    await commanded('c-2', () => store.save(account));
    clock.advance('P1D');
    const later = await store.get(account.id);
    if (later) await commanded('c-3', () => store.save(later));
    const [stored] = await store.read({ _id: account.id });
    expect(stored?.handled.map(({ id }) => id)).toEqual(['c-3']);
    await expect(commanded('c-3', () => store.get(account.id))).rejects.toBeInstanceOf(AlreadyHandled);
    await expect(commanded('c-2', () => store.get(account.id))).resolves.toBeDefined();
  });

  describe('with many at once', () => {
    const commandsOf = async (work: () => Promise<unknown>): Promise<number> => {
      const before = mongo.commands.total;
      await work();
      return mongo.commands.total - before;
    };

    it('loads those that came meanwhile by one command, each as whoever asked sees it', async () => {
      const accounts = Array.from({ length: 12 }, () => anAccount());
      await commanded('c-4', () => Promise.all(accounts.map((account) => store.save(account))));
      const [first, second, ...others] = accounts.map(({ id }) => id);
      const handled = (id = '') => commanded('c-4', () => store.get(id).catch((error: unknown) => error));
      const ask = () =>
        Promise.all([...others.map((id) => store.get(id)), store.get(newId()), store.get(first ?? ''), handled(first)]);
      let found: unknown[] = [];
      expect(await commandsOf(async () => (found = await ask()))).toBe(3);
      expect(found.slice(0, 10).map((account) => (account as Account).id)).toEqual(others);
      expect(found.slice(10)).toEqual([undefined, expect.any(Account), expect.any(AlreadyHandled)]);
      expect(found[11]).toMatchObject({ id: first, version: 1 });
      expect(await handled(second)).toBeInstanceOf(AlreadyHandled);
    });

    it('loads by another unique key alike', async () => {
      const accounts = Array.from({ length: 6 }, () => anAccount());
      await Promise.all(accounts.map((account) => store.save(account)));
      const emails = [...accounts.map(({ state }) => state.email), 'nobody@clinic.example'];
      const ask = () => Promise.all(emails.map((email) => store.find({ email })));
      let found: unknown[] = [];
      expect(await commandsOf(async () => (found = await ask()))).toBe(3);
      expect(found.map((account) => (account as Account | undefined)?.id)).toEqual([
        ...accounts.map(({ id }) => id),
        undefined,
      ]);
    });

    it('saves those that are new by one command, and refuses only those that cannot be', async () => {
      const known = anAccount();
      await store.save(known);
      const accounts = Array.from({ length: 8 }, () => anAccount());
      const namesake = anAccount({ email: known.state.email });
      const twin = anAccount({ id: known.id, email: 'twin@clinic.example' });
      const saved = await Promise.allSettled(
        [...accounts.slice(0, 5), namesake, twin, ...accounts.slice(5)].map((account) => store.save(account)),
      );
      const refused = saved.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(refused).toEqual([expect.objectContaining({ code: 'email-taken' }), expect.any(LostRace)]);
      await expect(Promise.all(accounts.map(({ id }) => store.get(id)))).resolves.toEqual(
        accounts.map(({ id }) => expect.objectContaining({ id, version: 1 }) as unknown),
      );
      await expect(store.read({ email: { $in: [namesake.state.email, twin.state.email] } })).resolves.toHaveLength(1);
    });

    it('saves those that are new although one among them is more than the database takes', async () => {
      const accounts = Array.from({ length: 5 }, () => anAccount());
      const huge = anAccount({ note: 'x'.repeat(17_000_000) });
      const all = [...accounts.slice(0, 3), huge, ...accounts.slice(3)];
      const saved = await Promise.allSettled(all.map((account) => store.save(account)));
      expect(saved.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true, true]);
      const found = await Promise.all(all.map(({ id }) => store.get(id)));
      expect(found.map((account) => account?.version)).toEqual([1, 1, 1, undefined, 1, 1]);
    });

    it('saves thirty new ones by four commands', async () => {
      const accounts = Array.from({ length: 30 }, () => anAccount());
      const save = () => Promise.all(accounts.map((account) => store.save(account)));
      expect(await commandsOf(save)).toBeLessThanOrEqual(4);
    });
  });

  it('makes its indexes once, also when replicas boot at once', async () => {
    const spec = accountSpec(`twins-${newId()}`);
    const twins = Array.from({ length: 4 }, () => new AggregateStore(mongo, spec));
    await Promise.all(twins.map((twin) => twin.ensure()));
    await Promise.all(twins.map((twin) => twin.ensure()));
    const names = (await mongo.collection(spec.collection).listIndexes().toArray()).map(({ name }) => String(name));
    expect(names.sort()).toEqual(
      ['_id_', `${spec.collection}-email`, `${spec.collection}-outbox`, `${spec.collection}-phone-hash`].sort(),
    );
  });
});
