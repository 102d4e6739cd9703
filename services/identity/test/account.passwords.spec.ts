import { beforeEach, describe, expect, it } from '@jest/globals';
import { RequestPasswordReset } from '@portico/contracts';
import { idFrom, newId, type Refusal } from '@portico/kernel';
import { aProgram } from '@portico/program/testing';
import { busy } from '../src/domain/password-hasher.js';
import { Session } from '../src/domain/session.js';
import { liveCopy } from '../src/use-cases/live-copy.js';
import { RequestPasswordResetHandler } from '../src/use-cases/request-password-reset.js';
import { SessionEnds } from '../src/use-cases/session-ends.js';
import { aPerson, aSessionStart, minutesLater, now, userId, withPasswordOf } from './account.builders.js';
import { AccountWorld, goodPassword, type OpenedLink, otherPassword } from './account.world.js';
import { from, inContext } from './work.js';

let world: AccountWorld;

/** A link that is ready for a password. */
async function ready(): Promise<OpenedLink> {
  world.clock.advance('PT1H');
  const message = from(RequestPasswordReset, { email: aPerson().email, program: 'test-plan' });
  await world.send(RequestPasswordResetHandler, message);
  await world.settle();
  const link = await world.do.open(world.mails.last('reset-password')?.secret ?? '');
  await world.do.passcode(link);
  await world.do.verify(link);
  return link;
}

async function set(password: string): Promise<string[]> {
  const link = await ready();
  return world.do.password(link, password).then(
    () => [],
    (error: Refusal) => (error.details.errors ?? []).map(({ code }) => code),
  );
}

beforeEach(async () => {
  world = await AccountWorld.of();
  await world.aUser();
});

describe('A new password', () => {
  it('is refused with every rule that it breaks [MC-PWD-02]', async () => {
    expect(await set('maria')).toEqual(['minLength', 'uppercase', 'digit', 'special', 'context']);
  });

  it('must not be known from breaches, nor name the organization or the program [MC-PWD-09]', async () => {
    expect(await set('Known-From-Breaches-1')).toEqual(['breached']);
    expect(await set('At-Sunrise-37-boats')).toEqual(['context']);
    expect(await set('My-Test-Plan-37-boats')).toEqual(['context']);
  });

  it('must be hard to guess where the program asks for it', async () => {
    world = await AccountWorld.of(aProgram({ password: { ...aProgram().password, minScore: 3 } }));
    await world.aUser();
    world.strength.value = 2;
    expect(await set(goodPassword)).toEqual(['score']);
  });

  it('must differ from the last five; the sixth-oldest may be used again [MC-PWD-04]', async () => {
    const passwords = ['one', 'two', 'three', 'four', 'five', 'six'].map((word) => `Quiet-37-${word}-Harbor!`);
    for (const password of passwords) expect(await set(password)).toEqual([]);
    for (const password of passwords.slice(1)) expect(await set(password)).toEqual(['history']);
    expect(await set(passwords[0] ?? '')).toEqual([]);
  });

  it('must not be like one of the last five [MC-PWD-05]', async () => {
    await set('Long-Bright-Summer!1');
    expect(await set('Long-Bright-Summer!2')).toEqual(['similar']);
    expect(await set('lONG-bRIGHT-sUMMER!1')).toEqual(['similar']);
    expect(await set('L0ng-Br1ght-$umm3r!1')).toEqual(['similar']);
  });

  it('may be like an old one where the program does not mind', async () => {
    world = await AccountWorld.of(aProgram({ password: { ...aProgram().password, refuseSimilar: false } }));
    await world.aUser();
    await set('Long-Bright-Summer!1');
    expect(await set('Long-Bright-Summer!2')).toEqual([]);
  });

  it('is asked to wait when too many are being changed', async () => {
    const link = await ready();
    world.hasher.full.add('change');
    world.hasher.refuse = busy({ retryAfter: 1 });
    await expect(world.do.password(link)).rejects.toThrow(expect.objectContaining({ code: 'busy' }));
    world.hasher.full.clear();
    await world.do.password(link);
  });

  it('stands nowhere in clear, and its owner is told of it by mail [MC-PWD-10]', async () => {
    await set(goodPassword);
    await world.settle();
    expect(JSON.stringify([...world.users.documents.values()])).not.toContain(goodPassword);
    expect(world.mails.last('password-changed')).toMatchObject({ to: aPerson().email, about: userId });
  });
});

describe('When a password changes', () => {
  async function signedIn(name: string, passwordSetAt: Date, of = userId): Promise<string> {
    const token = { salt: 'salt', tokenHash: name };
    const user = { ...aSessionStart().user, userId: of, passwordSetAt };
    const session = Session.start(aSessionStart({ id: idFrom('session', name), user, token, at: world.clock.now() }));
    await inContext(undefined, () => world.sessions.save(session));
    await world.live.put(name, liveCopy(session));
    return name;
  }
  const live = (tokenHash: string) => world.live.read(tokenHash, world.clock.now());

  it('every session of the former one ends at once, and nobody else’s [MC-PWD-10]', async () => {
    const link = await ready();
    const own = [await signedIn('one', now), await signedIn('two', now)];
    const foreign = await signedIn('three', now, idFrom('user', 'jo'));
    await world.do.password(link);
    for (const tokenHash of own) expect(await live(tokenHash)).toBe('ended');
    expect(await live(foreign)).toMatchObject({ userId: idFrom('user', 'jo') });
  });

  it('a sign-in that was under way with the former one ends too', async () => {
    const link = await ready();
    await world.do.password(link);
    const late = await signedIn('late', minutesLater(-60));
    await world.settle();
    expect(await live(late)).toBe('ended');
    const later = await signedIn('later', minutesLater(-60));
    world.clock.advance('PT30S');
    await world.settle();
    expect(await live(later)).toBe('ended');
  });

  it('sessions of the new one stay', async () => {
    const link = await ready();
    await world.do.password(link, otherPassword);
    const { sessionToken } = await world.do.signIn({ password: otherPassword });
    await world.settle();
    world.clock.advance('PT30S');
    await world.settle();
    expect(await live(world.tokens.hashOf(sessionToken))).toMatchObject({ userId });
  });

  it('what the same step ended before is left alone, and what cannot be ended is told', async () => {
    await signedIn('one', now);
    const ends = world.get(SessionEnds);
    const openOf = world.sessions.openOf.bind(world.sessions);
    const listed = await openOf(userId, now);
    world.sessions.openOf = () => Promise.resolve(listed);
    const step = () =>
      inContext({ id: 'step', bodyHash: 'body' }, () => ends.endOutdated(withPasswordOf(minutesLater(1))));
    await step();
    await step();
    expect(await live('one')).toBe('ended');
    world.sessions.get = () => Promise.reject(new Error('no database'));
    await expect(step()).rejects.toThrow('no database');
  });

  it('what died half-way is done by the fact that it changed', async () => {
    const link = await ready();
    await signedIn('one', now);
    const openOf = world.sessions.openOf.bind(world.sessions);
    world.sessions.openOf = () => Promise.reject(new Error('killed'));
    const command = newId();
    await expect(world.do.password(link, goodPassword, command)).rejects.toThrow('killed');
    world.sessions.openOf = openOf;
    expect(await world.do.password(link, goodPassword, command)).toMatchObject({ status: 'updated' });
    await world.settle();
    expect(await live('one')).toBe('ended');
  });
});
