import { beforeEach, describe, expect, it } from '@jest/globals';
import { Identify } from '@portico/contracts';
import { newId, type Refusal } from '@portico/kernel';
import { aProgram } from '@portico/program/testing';
import { busy } from '../src/domain/password-hasher.js';
import { User } from '../src/domain/user.js';
import { IdentifyHandler } from '../src/use-cases/identify.js';
import { aMembership, anotherMembership, aPerson, minutesLater, now, userId } from './account.builders.js';
import { AccountWorld, goodPassword, otherPassword } from './account.world.js';
import { from, inContext } from './work.js';

let world: AccountWorld;

/** An account with a password, without the way there. */
async function withPassword(memberships = [aMembership()], change = {}): Promise<void> {
  await inContext(undefined, async () => {
    const exact = await world.hasher.admit('change', (hashes) => hashes.hash(goodPassword));
    const user = new User({
      ...aPerson(change),
      credentials: { exact, canonical: 'stem', setAt: now },
      history: [],
      links: [],
      memberships,
      notices: [],
    });
    await world.users.save(user);
  });
}

const refused = (change: object): Promise<Refusal> =>
  world.do.signIn(change).then(
    () => {
      throw new Error('signed in');
    },
    (error: Refusal) => error,
  );

const facts = (): string[] => [...world.users.outbox, ...world.sessions.outbox].map(({ type }) => type);

beforeEach(async () => {
  world = await AccountWorld.of();
});

describe('SignIn', () => {
  it('asks for the password whatever the name [MC-AUT-01]', async () => {
    const answer = await world.send(IdentifyHandler, from(Identify, { email: 'nobody@elsewhere.example' }));
    expect(answer).toEqual({ next: 'password' });
  });

  it('leads home with the only organization in view [MC-AUT-03]', async () => {
    await withPassword([aMembership(), anotherMembership({ status: 'deactivated' })]);
    const { next, sessionToken, organizations } = await world.do.signIn({ userAgent: 'a browser' });
    expect({ next, organizations }).toEqual({ next: 'home', organizations: [aMembership()] });
    const live = await world.live.read(world.tokens.hashOf(sessionToken), now);
    expect(live).toMatchObject({ userId, organizationId: aMembership().organizationId, orgRole: 'admin' });
    expect(facts()).toEqual(['portico.identity.session-started.v1']);
  });

  it('asks which organization when there are several [MC-AUT-02] [MC-AUT-04]', async () => {
    await withPassword([aMembership(), anotherMembership()]);
    const { next, sessionToken, organizations } = await world.do.signIn();
    expect(next).toBe('select-organization');
    expect(organizations.map(({ kinds }) => kinds)).toEqual([['provider'], ['submitter']]);
    const live = await world.live.read(world.tokens.hashOf(sessionToken), now);
    expect(live).not.toHaveProperty('organizationId');
  });

  it('lets staff in without an organization', async () => {
    await withPassword([], { roles: ['ops'] });
    expect(await world.do.signIn()).toMatchObject({ next: 'home', organizations: [] });
  });

  it('refuses who has no active membership, but only after the right password [MC-AUT-11]', async () => {
    await withPassword([aMembership({ status: 'deactivated' })]);
    expect(await refused({})).toMatchObject({ kind: 'forbidden', code: 'membership-inactive' });
    expect(await refused({ password: 'wrong' })).toMatchObject({ code: 'invalid-credentials' });
    expect(facts()).toEqual([]);
  });

  it('keeps the token nowhere', async () => {
    await withPassword();
    const { sessionToken } = await world.do.signIn();
    expect(JSON.stringify([...world.sessions.documents.values()])).not.toContain(sessionToken);
  });

  it('answers a repeat with the same session, and brings its lost copy back', async () => {
    await withPassword();
    const id = newId();
    const first = await world.do.signIn({}, id);
    world.live.empty();
    expect(await world.do.signIn({}, id)).toEqual(first);
    expect(world.sessions.documents.size).toBe(1);
    expect(await world.live.read(world.tokens.hashOf(first.sessionToken), now)).toBeDefined();
  });

  it('hashes anew when the cost has risen', async () => {
    await withPassword();
    world.hasher.cost = 2;
    await world.do.signIn();
    const hashed = world.hasher.hashed;
    await world.do.signIn();
    expect(world.hasher.hashed).toBe(hashed);
    expect((await inContext(undefined, () => world.users.get(userId)))?.state.credentials?.exact).toMatch(/^2\$/);
  });
});

describe('A sign-in that is not right', () => {
  it.each([
    ['an unknown name', { email: 'nobody@elsewhere.example' }],
    ['a wrong password', { password: 'wrong' }],
  ])('is refused alike for %s [MC-AUT-10]', async (_, change) => {
    await withPassword();
    const { kind, code, message, details } = await refused(change);
    expect({ kind, code, message, details }).toEqual({
      kind: 'unauthenticated',
      code: 'invalid-credentials',
      message: 'The email address or the password is not right.',
      details: {},
    });
    expect(world.hasher.compared).toHaveLength(1);
  });

  it('costs one comparison also where there is no password to compare with [MC-AUT-10]', async () => {
    await world.aUser();
    expect(await refused({})).toMatchObject({ code: 'invalid-credentials' });
    expect(await refused({ email: 'nobody@elsewhere.example' })).toMatchObject({ code: 'invalid-credentials' });
    expect(world.hasher.compared).toEqual(['nobody', 'nobody']);
  });

  it.each([
    ['known', aPerson().email],
    ['unknown', 'nobody@elsewhere.example'],
  ])('locks a %s name after five failures, for the right password too [MC-AUT-10]', async (_, email) => {
    await withPassword();
    for (let count = 0; count < 5; count += 1) {
      expect(await refused({ email, password: 'wrong' })).toMatchObject({ code: 'invalid-credentials' });
    }
    expect(await refused({ email })).toMatchObject({ kind: 'locked', code: 'locked', details: { retryAfter: 900 } });
    expect(world.hasher.compared).toHaveLength(5);
  });

  it('locks twice as long the next time, and never for ever [MC-AUT-10]', async () => {
    await withPassword();
    for (const minutes of [15, 30, 60, 120, 240, 240]) {
      for (let count = 0; count < 5; count += 1) await refused({ password: 'wrong' });
      expect(await refused({})).toMatchObject({ code: 'locked', details: { retryAfter: minutes * 60 } });
      world.clock.advance(`PT${minutes}M`);
    }
    expect((await world.do.signIn()).next).toBe('home');
  });

  it('does not count against who then gets it right', async () => {
    await withPassword();
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 4; count += 1) await refused({ password: 'wrong' });
      await world.do.signIn();
    }
  });

  it('is told of when it locks an account, once, and of nobody else’s lock [MC-AUT-10]', async () => {
    await withPassword();
    for (const email of [aPerson().email, 'nobody@elsewhere.example']) {
      for (let count = 0; count < 8; count += 1) await refused({ email, password: 'wrong' });
    }
    expect(world.jobs.all.map(({ queue }) => queue)).toEqual(['sign-in-locks', 'sign-in-locks']);
    await world.settle();
    const told = world.users.outbox.filter(({ type }) => type.includes('sign-in-locked'));
    expect(told.map(({ data }) => data)).toEqual([{ userId, lockedUntil: minutesLater(15).toISOString() }]);
  });

  it('takes no more guesses at once than one after the other', async () => {
    await withPassword();
    const tries = Array.from({ length: 50 }, (_, at) => refused({ password: `guess ${at}` }));
    const codes = (await Promise.all(tries)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'invalid-credentials')).toHaveLength(5);
    expect(world.hasher.compared).toHaveLength(5);
  });
});

describe('Many sign-ins at once', () => {
  it('of one person are no guesses', async () => {
    await withPassword();
    const all = await Promise.all(Array.from({ length: 16 }, () => world.do.signIn()));
    expect(new Set(all.map(({ sessionToken }) => sessionToken)).size).toBe(16);
  });

  it('are refused beyond what there is room for, and not counted', async () => {
    await withPassword();
    world.hasher.full.add('sign-in');
    world.hasher.refuse = busy({ retryAfter: 1 });
    for (let count = 0; count < 9; count += 1) expect(await refused({})).toMatchObject({ code: 'busy' });
    world.hasher.full.clear();
    expect((await world.do.signIn()).next).toBe('home');
  });
});

describe('The lock of a sign-in name', () => {
  it('is lifted by a new password, as its refusal says, so that nobody is kept out by others’ guesses', async () => {
    await withPassword();
    for (let count = 0; count < 5; count += 1) await refused({ password: 'wrong' });
    await world.jobs.add({ queue: 'password-resets', id: 'asked', data: { userId, request: newId() } });
    await world.settle();
    const link = await world.do.open(world.mails.last('reset-password')?.secret ?? '');
    await world.do.passcode(link);
    await world.do.verify(link);
    expect(await refused({})).toMatchObject({ code: 'locked' });
    await world.do.password(link, otherPassword);
    expect((await world.do.signIn({ password: otherPassword })).next).toBe('home');
  });

  it('follows the platform’s numbers, not the account’s program: that would tell of the account [MC-AUT-10]', async () => {
    const lockout = { ...aProgram().lockout, failures: 2 };
    world = await AccountWorld.of(aProgram(), aProgram({ id: 'strict-plan', lockout }));
    await withPassword([aMembership()], { program: 'strict-plan' });
    for (const email of [aPerson().email, 'nobody@elsewhere.example']) {
      const codes: string[] = [];
      for (let count = 0; count < 6; count += 1) codes.push((await refused({ email, password: 'wrong' })).code);
      expect(codes).toEqual([...Array.from({ length: 5 }, () => 'invalid-credentials'), 'locked']);
    }
  });
});
