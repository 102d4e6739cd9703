import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CountSessions, GetMe, ListSessions } from '@portico/contracts';
import { idFrom, newId, StoppedClock } from '@portico/kernel';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoAccounts } from '../src/adapters/mongo.accounts.js';
import { MongoSessions } from '../src/adapters/mongo.sessions.js';
import { MongoUsers } from '../src/adapters/mongo.users.js';
import type { Membership } from '../src/domain/membership.js';
import { Session } from '../src/domain/session.js';
import { User } from '../src/domain/user.js';
import { CountSessionsHandler } from '../src/reads/count-sessions.js';
import { GetMeHandler } from '../src/reads/get-me.js';
import { ListSessionsHandler } from '../src/reads/list-sessions.js';
import {
  aMembership,
  anotherMembership,
  aPerson,
  aSessionStart,
  minutesLater,
  now,
  userId,
} from './account.builders.js';
import { from } from './work.js';

const clock = new StoppedClock(now);
const actor = { kind: 'user', userId, sessionId: idFrom('session', '7') } as const;

let mongo: Mongo;
let users: MongoUsers;
let sessions: MongoSessions;

beforeAll(async () => {
  mongo = await aMongo();
  users = new MongoUsers(mongo);
  sessions = new MongoSessions(mongo);
  await mongo.onModuleInit();
  await users.save(User.register(aPerson()));
}, 60_000);
afterAll(() => dropMongo(mongo));

describe('What a person reads of themself', () => {
  it('shows the phone by its last digits, and the version to change from', async () => {
    const view = await new GetMeHandler(users).execute(from(GetMe, {}, actor));
    const { id, email, firstName, lastName } = aPerson();
    expect(view).toEqual({ id, email, firstName, lastName, mobilePhone: '*** *** 0142', roles: [], version: '1' });
  });

  it('is nothing without an account', async () => {
    const stranger = from(GetMe, {}, { kind: 'user', userId: newId() });
    await expect(new GetMeHandler(users).execute(stranger)).rejects.toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });
});

describe('The list of own sessions', () => {
  const list = (cursor?: string) =>
    new ListSessionsHandler(sessions, clock).execute(from(ListSessions, { cursor }, actor));

  beforeAll(async () => {
    for (let number = 0; number < 45; number += 1) {
      const at = minutesLater(-15 + number / 3);
      const token = { salt: 'salt', tokenHash: `hash ${number}` };
      await sessions.save(Session.start(aSessionStart({ id: idFrom('session', String(number)), token, at })));
    }
    const foreign = { ...aSessionStart().user, userId: newId() };
    await sessions.save(
      Session.start(aSessionStart({ id: newId(), user: foreign, token: { salt: '', tokenHash: 'f' } })),
    );
  }, 60_000);

  it('is newest first, in pages that miss and repeat nothing', async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(cursor);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(ids).toEqual(Array.from({ length: 45 }, (_, at) => idFrom('session', String(44 - at))));
  });

  it('marks the one that asks, and says where the others are', async () => {
    const pages = [await list()];
    while (pages.at(-1)?.nextCursor) pages.push(await list(pages.at(-1)?.nextCursor));
    const items = pages.flatMap((page) => page.items);
    expect(items.filter(({ current }) => current).map(({ id }) => id)).toEqual([actor.sessionId]);
    expect(items[0]).toMatchObject({ address: '127.0.0.1', userAgent: 'a browser' });
  });

  it('leaves out those that are over, but never the one that asks', async () => {
    clock.advance('PT30M');
    expect((await list()).items.map(({ id }) => id)).toEqual([actor.sessionId]);
    clock.shiftTo(0);
  });

  it('refuses a cursor that it did not give', async () => {
    await expect(list('bm90IGEgY3Vyc29y')).rejects.toThrow(expect.objectContaining({ code: 'cursor-invalid' }));
  });
});

describe('How many sessions have an organization in view', () => {
  const place = aMembership();
  const count = (organizationId: string, of: string) =>
    new CountSessionsHandler(sessions, clock).execute(from(CountSessions, { userId: of, organizationId }));

  it('is those of the person that may still be used', async () => {
    const person = newId();
    const user = { ...aSessionStart().user, userId: person };
    const begin = (view: Membership, at = now) =>
      Session.start(aSessionStart({ id: newId(), user, view, at, token: { salt: '', tokenHash: newId() } }));
    const ended = begin(place);
    ended.end('signed-out', now);
    const all = [begin(place), begin(place), begin(anotherMembership()), begin(place, minutesLater(-60)), ended];
    for (const session of all) await sessions.save(session);
    expect(await count(place.organizationId, person)).toEqual({ count: 2 });
    expect(await count(newId(), person)).toEqual({ count: 0 });
    expect(await sessions.openIn(place.organizationId, person, now)).toHaveLength(3);
  });
});

describe('Accounts, for the registration', () => {
  it('are found by login email and by id', async () => {
    const accounts = new MongoAccounts(users);
    const { id, email, firstName, lastName } = aPerson();
    expect(await accounts.withEmail(email)).toEqual({ id, email, firstName, lastName });
    expect(await accounts.byId(id)).toEqual({ id, email, firstName, lastName });
    expect(await accounts.withEmail('nobody@example.org')).toBeUndefined();
  });
});
