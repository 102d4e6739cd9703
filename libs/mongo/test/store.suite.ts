import { expect, it } from '@jest/globals';
import { idFrom, newId } from '@portico/kernel';
import { AlreadyHandled, LostRace, untilWon } from '@portico/service';
import type { OutboxEntry, Store } from '../src/index.js';
import { type Account, type AccountEvent, type AccountState, anAccount, commanded, emailTaken } from './account.js';

export interface Subject {
  store: Store<Account, AccountState, AccountEvent>;
  outboxOf(id: string): Promise<OutboxEntry[]>;
}

/** What every store keeps, in memory and on a server. */
export function storeSuite(subject: () => Subject): void {
  const saved = async (account: Account): Promise<Account> => {
    await subject().store.save(account);
    return found(account.id);
  };
  const found = async (id: string): Promise<Account> => {
    const account = await subject().store.get(id);
    if (!account) throw new Error(`no account ${id}`);
    return account;
  };
  const raise = (id: string) => async () => {
    const account = await found(id);
    account.raise();
    return subject().store.save(account);
  };

  it('gives back what was saved', async () => {
    const account = anAccount({ phone: '5550100', links: { reset: { phone: '5550101', uses: 2 } }, note: undefined });
    const loaded = await saved(account);
    expect(loaded.version).toBe(1);
    const { note: _note, ...state } = account.state;
    expect(loaded.state).toEqual(state);
    expect(loaded.state.openedAt).toBeInstanceOf(Date);
  });

  it('knows nothing of what was never saved', async () => {
    expect(await subject().store.get(newId())).toBeUndefined();
  });

  it('finds by a field, and by the keyed hash of a sealed one', async () => {
    const account = anAccount({ phone: newId() });
    await subject().store.save(account);
    const { store } = subject();
    expect((await store.find({ email: account.state.email }))?.id).toBe(account.id);
    expect((await store.find({ phoneHash: store.hash('phone', account.state.phone ?? '') }))?.id).toBe(account.id);
  });

  it('refuses a filter whose value is undefined', async () => {
    await expect(subject().store.find({ email: undefined })).rejects.toThrow(TypeError);
  });

  it('drops a field that is no longer there, and its hash', async () => {
    const { store } = subject();
    const phone = newId();
    const loaded = await saved(anAccount({ note: 'call back', phone }));
    loaded.alter({ note: undefined, phone: undefined });
    const again = await saved(loaded);
    expect(Object.keys(again.state).sort()).toEqual(['email', 'id', 'openedAt', 'total']);
    expect(await store.find({ phoneHash: store.hash('phone', phone) })).toBeUndefined();
  });

  it('loses the race with a stale version', async () => {
    const first = await saved(anAccount());
    const second = await found(first.id);
    first.raise();
    second.raise();
    await subject().store.save(first);
    await expect(subject().store.save(second)).rejects.toBeInstanceOf(LostRace);
    expect((await found(first.id)).state.total).toBe(1);
  });

  it('refuses a change in place, which it would not see', async () => {
    const loaded = await saved(anAccount({ contacts: [{ name: 'front desk' }] }));
    expect(() => loaded.state.contacts?.push({ name: 'billing' })).toThrow(TypeError);
  });

  it('keeps the facts with the save, in order', async () => {
    const account = anAccount();
    account.raise(3);
    await commanded(newId(), () => subject().store.save(account));
    const outbox = await subject().outboxOf(account.id);
    expect(outbox.map(({ data }) => data)).toEqual([1, 2, 3].map((to) => ({ accountId: account.id, to })));
    expect(new Set(outbox.map(({ id }) => id)).size).toBe(3);
    expect(outbox[0]).toMatchObject({
      specversion: '1.0',
      source: '/portico/test',
      type: 'portico.test.account-raised.v1',
      subject: account.id,
      sequence: 1,
      actor: { kind: 'system', process: 'test' },
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    });
  });

  it('lets 50 writers of one aggregate through, with 50 versions and 50 facts in order', async () => {
    const { id } = await saved(anAccount());
    await Promise.all(Array.from({ length: 50 }, () => commanded(newId(), () => untilWon(raise(id)))));
    const outbox = await subject().outboxOf(id);
    expect((await found(id)).version).toBe(51);
    expect(outbox.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, at) => at + 2));
    expect(outbox.map(({ data }) => (data as { to: number }).to)).toEqual(
      Array.from({ length: 50 }, (_, at) => at + 1),
    );
  }, 60_000);

  it('acts once on a repeated command', async () => {
    const { id } = await saved(anAccount());
    const command = newId();
    await commanded(command, raise(id));
    const repeat = commanded(command, raise(id));
    await expect(repeat).rejects.toBeInstanceOf(AlreadyHandled);
    await expect(repeat).rejects.toMatchObject({ aggregate: { id, version: 2 } });
    expect((await found(id)).state.total).toBe(1);
  });

  it('acts once on a command that came 20 times at once', async () => {
    const { id } = await saved(anAccount());
    const command = newId();
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => commanded(command, () => untilWon(raise(id)))),
    );
    const won = all.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const lost of all) if (lost.status === 'rejected') expect(lost.reason).toBeInstanceOf(AlreadyHandled);
    expect((await found(id)).state.total).toBe(1);
  });

  it('refuses a command id that was used for another body', async () => {
    const { id } = await saved(anAccount());
    const command = newId();
    await commanded(command, raise(id));
    await expect(commanded(command, raise(id), 'another body')).rejects.toMatchObject({
      kind: 'invalid',
      code: 'idempotency-key-reused',
    });
  });

  it('remembers 100 commands of the last minute, the newest', async () => {
    const { id } = await saved(anAccount());
    const commands = Array.from({ length: 101 }, () => newId());
    for (const command of commands) await commanded(command, raise(id));
    await expect(commanded(commands[1] ?? '', raise(id))).rejects.toBeInstanceOf(AlreadyHandled);
    await commanded(commands[0] ?? '', raise(id));
    expect((await found(id)).state.total).toBe(102);
  });

  it('finds what a repeated creation made, and tells a race from it', async () => {
    const command = newId();
    const create = () => subject().store.save(anAccount({ id: idFrom('account', command) }));
    await commanded(command, create);
    await expect(commanded(command, create)).rejects.toBeInstanceOf(AlreadyHandled);
    await expect(commanded(newId(), create)).rejects.toBeInstanceOf(LostRace);
    await expect(commanded(command, create, 'another body')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('refuses by the name of the index, on creation and on change', async () => {
    const first = await saved(anAccount());
    const second = await saved(anAccount());
    const { email } = first.state;
    await expect(subject().store.save(anAccount({ email }))).rejects.toMatchObject(emailTaken().toJSON());
    second.alter({ email });
    await expect(subject().store.save(second)).rejects.toMatchObject(emailTaken().toJSON());
  });

  it('lets one of 20 creations with the same key through', async () => {
    const email = `${newId()}@clinic.example`;
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => subject().store.save(anAccount({ email }))));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const lost of all) if (lost.status === 'rejected') expect(lost.reason).toMatchObject({ code: 'email-taken' });
  });

  it('does not save what it did not load', async () => {
    const loaded = await saved(anAccount());
    const copy = new (loaded.constructor as typeof Account)(loaded.state, loaded.version);
    await expect(subject().store.save(copy)).rejects.toThrow('was not loaded');
  });
}
