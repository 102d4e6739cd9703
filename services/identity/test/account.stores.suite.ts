import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@portico/kernel';
import { AlreadyHandled, LostRace } from '@portico/service';
import { Session } from '../src/domain/session.js';
import type { Sessions } from '../src/domain/sessions.js';
import { User } from '../src/domain/user.js';
import type { Users } from '../src/domain/users.js';
import { aLinkIssue, aMembership, aPerson, aSessionStart, minutesLater, now } from './account.builders.js';
import { asEvent, inContext } from './work.js';

export interface OpenedStores {
  users: Users;
  sessions: Sessions;
  /** A document as it lies there, with its outbox. */
  raw(collection: 'users' | 'sessions', id: string): Promise<object | undefined>;
  close(): Promise<void>;
}

const patience = 60_000;

const someone = (): User => {
  const id = newId();
  return User.register(aPerson({ id, email: `${id}@example.org` }));
};

const linked = (user: User): User => {
  const id = newId();
  user.issueLink(aLinkIssue({ id, tokenHash: `hash of ${id}` }));
  return user;
};

const anotherSession = (userId: string, change: object = {}): Session => {
  const token = { salt: 'salt', tokenHash: newId() };
  return Session.start(aSessionStart({ id: newId(), token, user: { ...aSessionStart().user, userId }, ...change }));
};

/** What every keeper of accounts and sessions must do. */
export function accountStoresSuite(name: string, open: () => Promise<OpenedStores>): void {
  describe(`accounts and sessions in ${name}`, () => {
    let opened: OpenedStores;
    beforeAll(async () => {
      opened = await open();
    }, patience);
    afterAll(() => opened.close());

    it('come back as they were saved, by every way that leads to them', async () => {
      const user = linked(someone());
      user.joinOrganization(aMembership(), now);
      await opened.users.save(user);
      const [link] = user.state.links;
      const found = await Promise.all([
        opened.users.get(user.id),
        opened.users.byEmail(user.state.email),
        opened.users.byLink(link?.id ?? ''),
        opened.users.byLinkToken(link?.tokenHash ?? ''),
      ]);
      for (const one of found) expect(one?.state).toEqual({ ...user.state });
      const session = anotherSession(user.id, { view: aMembership() });
      await opened.sessions.save(session);
      expect((await opened.sessions.get(session.id))?.state).toEqual({ ...session.state });
      expect((await opened.sessions.byToken(session.state.tokenHash))?.id).toBe(session.id);
    });

    it('are not found when nobody made them', async () => {
      expect(await opened.users.byEmail('nobody@example.org')).toBeUndefined();
      expect(await opened.users.byLink(newId())).toBeUndefined();
      expect(await opened.users.byLinkToken(newId())).toBeUndefined();
      expect(await opened.sessions.byToken(newId())).toBeUndefined();
    });

    it('keep phones sealed, and the facts with the save', async () => {
      const user = someone();
      await opened.users.save(user);
      const raw = JSON.stringify(await opened.raw('users', user.id));
      expect(raw).not.toContain('9165550142');
      expect(raw).toContain('portico.identity.user-registered.v1');
    });

    it('have one login email each', async () => {
      const user = someone();
      await opened.users.save(user);
      const twin = User.register(aPerson({ id: newId(), email: user.state.email }));
      await expect(opened.users.save(twin)).rejects.toThrow(expect.objectContaining({ code: 'email-taken' }));
    });

    it('refuse a save on a stale version', async () => {
      const user = someone();
      await opened.users.save(user);
      const [first, second] = await Promise.all([opened.users.get(user.id), opened.users.get(user.id)]);
      first?.rename({ firstName: 'First' });
      second?.rename({ firstName: 'Second' });
      await opened.users.save(first as User);
      await expect(opened.users.save(second as User)).rejects.toBeInstanceOf(LostRace);
      expect((await opened.users.get(user.id))?.state.firstName).toBe('First');
    });

    it('know the command that started a session', async () => {
      const command = { id: newId(), bodyHash: 'body' };
      const ids = await Promise.all([1, 2].map(() => inContext(command, async () => opened.sessions.nextId())));
      expect(ids[0]).toBe(ids[1]);
      expect(opened.sessions.nextId()).not.toBe(opened.sessions.nextId());
      const session = anotherSession(newId(), { id: ids[0] });
      await inContext(command, () => opened.sessions.save(session));
      const again = inContext(command, () => opened.sessions.save(anotherSession(newId(), { id: ids[0] })));
      await expect(again).rejects.toBeInstanceOf(AlreadyHandled);
    });

    it('put a costlier hash in place of the same password only', async () => {
      const user = someone();
      const credentials = { exact: 'cheap', canonical: 'stem', setAt: now };
      const known = new User({ ...user.state, credentials });
      await opened.users.save(known);
      await opened.users.rehash(known, 'costly');
      const after = await opened.users.get(known.id);
      expect(after?.state.credentials).toEqual({ ...credentials, exact: 'costly' });
      await opened.users.rehash(known, 'late');
      expect((await opened.users.get(known.id))?.state.credentials?.exact).toBe('costly');
    });

    it('list the sessions of a person that are not over', async () => {
      const userId = newId();
      const [open, over, ended] = [anotherSession(userId), anotherSession(userId), anotherSession(userId)];
      ended.end('signed-out', now);
      const past = new Session({ ...over.state, endsAt: now });
      for (const session of [open, past, ended, anotherSession(newId())]) await opened.sessions.save(session);
      expect(await opened.sessions.openOf(userId, minutesLater(1))).toEqual([open.id]);
    });

    it('find mails that are owed since a while', async () => {
      const user = linked(someone());
      await opened.users.save(user);
      const [notice] = user.state.notices;
      const owed = { userId: user.id, noticeId: notice?.id };
      expect(await opened.users.owedNotices(minutesLater(1))).toContainEqual(owed);
      expect(await opened.users.owedNotices(now)).not.toContainEqual(owed);
      const loaded = (await opened.users.get(user.id)) as User;
      loaded.noticeSent(notice?.id ?? '');
      await opened.users.save(loaded);
      expect(await opened.users.owedNotices(minutesLater(1))).not.toContainEqual(owed);
    });

    it('find the staff of a role, and nobody else', async () => {
      const [olga, pia] = [someone(), someone()];
      await opened.users.save(new User({ ...olga.state, roles: ['ops', 'support'] }));
      await opened.users.save(new User({ ...pia.state, roles: ['support'] }));
      await opened.users.save(someone());
      expect(await opened.users.idsOfStaff('ops')).toEqual([olga.id]);
      expect((await opened.users.idsOfStaff('support')).sort()).toEqual([olga.id, pia.id].sort());
    });

    it(
      'let one of 50 use a link, told by one fact',
      async () => {
        const user = linked(someone());
        const linkId = user.state.links[0]?.id ?? '';
        const links = user.state.links.map((link) => ({ ...link, provenIn: 'opening' }));
        await opened.users.save(new User({ ...user.state, links }));
        const use = async (hash: string): Promise<void> => {
          const found = (await opened.users.get(user.id)) as User;
          const hashes = { exact: hash, canonical: hash };
          found.setPassword({ linkId, opening: 'opening', hashes, remembered: 5, at: now });
          await opened.users.save(found);
        };
        const people = Array.from({ length: 50 }, (_, at) => asEvent(newId(), () => use(`hash ${at}`)));
        const outcomes = await Promise.allSettled(people);
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        const { outbox } = (await opened.raw('users', user.id)) as { outbox: { type: string }[] };
        expect(outbox.filter(({ type }) => type.includes('password-changed'))).toHaveLength(1);
      },
      patience,
    );
  });
}
