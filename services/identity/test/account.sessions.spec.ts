import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  ChooseOrganization,
  EndSession,
  ResumeSession,
  type SessionView,
  SessionOrganizationChosen,
  SignOut,
  TouchSession,
} from '@portico/contracts';
import { idFrom, newId, system } from '@portico/kernel';
import { Session } from '../src/domain/session.js';
import { ChooseOrganizationHandler } from '../src/use-cases/choose-organization.js';
import { EndSessionHandler } from '../src/use-cases/end-session.js';
import { liveCopy } from '../src/use-cases/live-copy.js';
import { ResumeSessionHandler } from '../src/use-cases/resume-session.js';
import { SignOutHandler } from '../src/use-cases/sign-out.js';
import { TouchSessionHandler } from '../src/use-cases/touch-session.js';
import { aMembership, anotherMembership, aSessionStart, minutesLater, now, userId } from './account.builders.js';
import { AccountWorld, actorOf } from './account.world.js';
import { from, inContext } from './work.js';

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const signedOut = code('session-ended');

let world: AccountWorld;

interface Started {
  id: string;
  userId: string;
  token: string;
  tokenHash: string;
}

/** A session with its live copy. */
async function started(name: string, of = userId): Promise<Started> {
  const id = idFrom('session', name);
  const token = world.tokens.fresh(id);
  const session = Session.start(aSessionStart({ id, token, user: { ...aSessionStart().user, userId: of } }));
  await inContext(undefined, () => world.sessions.save(session));
  await world.live.put(token.tokenHash, liveCopy(session));
  return { id, userId: of, token: world.tokens.inClear(id, token.salt), tokenHash: token.tokenHash };
}

const choose = (session: Started, organizationId: string, id = newId()): Promise<SessionView> =>
  world.send(ChooseOrganizationHandler, from(ChooseOrganization, { organizationId }, actorOf(session)), id);
const signOut = (session: Started, id = newId()) => world.send(SignOutHandler, from(SignOut, {}, actorOf(session)), id);
const end = (session: Started, sessionId: string) =>
  world.send(EndSessionHandler, from(EndSession, { sessionId }, actorOf(session)));
const resume = (sessionToken: string): Promise<SessionView> =>
  world.send(ResumeSessionHandler, from(ResumeSession, { sessionToken }, system('gateway')));
const touch = (session: Started) => world.send(TouchSessionHandler, from(TouchSession, {}, actorOf(session)));
const live = ({ tokenHash }: Started) => world.live.read(tokenHash, world.clock.now());
const facts = (): string[] => world.sessions.outbox.map(({ type }) => type.split('.')[2] ?? '');

beforeEach(async () => {
  world = await AccountWorld.of();
  await world.aUser({}, [aMembership(), anotherMembership(), aMembership(inactive)]);
});

const inactive = { organizationId: idFrom('organization', 'left'), status: 'deactivated' } as const;

describe('Choosing an organization', () => {
  it('brings it into view at once and everywhere [MC-HOM-05]', async () => {
    const session = await started('one');
    const { organizationId, memberId } = anotherMembership();
    const view = await choose(session, organizationId);
    expect(view).toMatchObject({ id: session.id, organizationId, memberId, orgRole: 'admin' });
    expect(await live(session)).toMatchObject({ organizationId, memberId });
    await choose(session, aMembership().organizationId);
    expect(await live(session)).toMatchObject({ organizationId: aMembership().organizationId });
  });

  it.each([
    ['one that the person is no member of', idFrom('organization', 'strange')],
    ['one that they left', inactive.organizationId],
  ])('is refused for %s as for one that is not there', async (_, organizationId) => {
    await expect(choose(await started('one'), organizationId)).rejects.toThrow(code('not-found'));
  });

  it('answers a repeat alike, and mends a copy that was left behind', async () => {
    const session = await started('one');
    const command = newId();
    const first = await choose(session, anotherMembership().organizationId, command);
    world.live.empty();
    expect(await choose(session, anotherMembership().organizationId, command)).toEqual(first);
    expect(await live(session)).toMatchObject({ organizationId: anotherMembership().organizationId });
    expect(facts()).toEqual(['session-started', 'session-organization-chosen']);
  });

  it('reaches the copy also when the process dies in between', async () => {
    const session = await started('one');
    await choose(session, anotherMembership().organizationId);
    const record = await inContext(undefined, () => world.sessions.get(session.id));
    await world.live.replace(session.tokenHash, { ...liveCopy(record as Session), organizationId: undefined });
    await world.tell({ id: newId(), type: SessionOrganizationChosen.type, data: { sessionId: session.id } });
    expect(await live(session)).toMatchObject({ organizationId: anotherMembership().organizationId });
  });

  it('is nothing for a session that ended', async () => {
    const session = await started('one');
    await signOut(session);
    await expect(choose(session, aMembership().organizationId)).rejects.toThrow(signedOut);
    const gone = { ...session, id: newId() };
    await expect(choose(gone, aMembership().organizationId)).rejects.toThrow(signedOut);
  });
});

describe('A session that is signed out', () => {
  it('is gone at the next request, and is not brought back [MC-AUT-12]', async () => {
    const session = await started('one');
    expect(await signOut(session)).toEqual({ status: 'accepted' });
    expect(await live(session)).toBe('ended');
    world.live.empty();
    await expect(resume(session.token)).rejects.toThrow(signedOut);
  });

  it('ends once, however often it is asked', async () => {
    const session = await started('one');
    const command = newId();
    for (const id of [command, command, newId()]) await signOut(session, id);
    expect(facts()).toEqual(['session-started', 'session-ended']);
    expect(await signOut({ ...session, id: newId() })).toEqual({ status: 'accepted' });
  });

  it('is buried again by its fact, should the process have died before', async () => {
    const session = await started('one');
    const record = (await inContext(undefined, () => world.sessions.get(session.id))) as Session;
    record.end('signed-out', now);
    await inContext(undefined, () => world.sessions.save(record));
    expect(await live(session)).toMatchObject({ sessionId: session.id });
    await world.settle();
    expect(await live(session)).toBe('ended');
  });
});

describe('A person', () => {
  it('ends another session of their own, and nobody else’s', async () => {
    const [here, there] = [await started('one'), await started('two')];
    const foreign = await started('three', idFrom('user', 'jo'));
    await expect(end(here, foreign.id)).rejects.toThrow(code('not-found'));
    await expect(end(here, newId())).rejects.toThrow(code('not-found'));
    await end(here, there.id);
    expect(await live(there)).toBe('ended');
    expect(await live(here)).toMatchObject({ sessionId: here.id });
    expect(await live(foreign)).toMatchObject({ sessionId: foreign.id });
    await end(here, here.id);
    const reasons = world.sessions.outbox.map(({ data }) => (data as { reason?: string }).reason).filter(Boolean);
    expect(reasons).toEqual(['signed-out', 'ended-by-owner']);
  });
});

describe('A lost live copy', () => {
  it('comes back from the record', async () => {
    const session = await started('one');
    world.live.empty();
    world.clock.advance('PT10M');
    const view = await resume(session.token);
    expect(view).toMatchObject({ id: session.id, idleEndsAt: minutesLater(15).toISOString() });
    expect(await live(session)).toMatchObject({ sessionId: session.id });
  });

  it('stays lost after its time, and for a token that never was [MC-AUT-13]', async () => {
    const session = await started('one');
    world.live.empty();
    world.clock.advance('PT15M');
    await expect(resume(session.token)).rejects.toThrow(signedOut);
    await expect(resume('a'.repeat(43))).rejects.toThrow(signedOut);
  });

  it('does not come back where one was ended meanwhile', async () => {
    const session = await started('one');
    await world.live.end(session.tokenHash);
    await resume(session.token);
    expect(await live(session)).toBe('ended');
  });

  it('knows of the uses that the record was told of', async () => {
    const session = await started('one');
    world.clock.advance('PT10M');
    await touch(session);
    world.live.empty();
    world.clock.advance('PT10M');
    expect(await resume(session.token)).toMatchObject({ idleEndsAt: minutesLater(25).toISOString() });
    await expect(touch({ ...session, id: newId() })).rejects.toThrow(signedOut);
  });
});
