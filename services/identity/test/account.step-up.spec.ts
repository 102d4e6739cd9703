import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  SendSessionPasscode,
  SessionEnded,
  type SessionPasscodeView,
  SessionStrengthened,
  SignOut,
  type StrengthenedSessionView,
  VerifySessionPasscode,
} from '@portico/contracts';
import { idFrom, newId } from '@portico/kernel';
import { Session } from '../src/domain/session.js';
import { liveCopy } from '../src/use-cases/live-copy.js';
import { SendSessionPasscodeHandler } from '../src/use-cases/send-session-passcode.js';
import { SignOutHandler } from '../src/use-cases/sign-out.js';
import { VerifySessionPasscodeHandler } from '../src/use-cases/verify-session-passcode.js';
import { aPerson, aSessionStart, now, userId } from './account.builders.js';
import { AccountWorld, actorOf } from './account.world.js';
import { from, inContext } from './work.js';

const code = (wanted: string) => expect.objectContaining({ code: wanted });

let world: AccountWorld;

interface Started {
  id: string;
  userId: string;
  tokenHash: string;
}

async function started(name: string, of = userId): Promise<Started> {
  const id = idFrom('session', name);
  const token = world.tokens.fresh(id);
  const session = Session.start(aSessionStart({ id, token, user: { ...aSessionStart().user, userId: of } }));
  await inContext(undefined, () => world.sessions.save(session));
  await world.live.put(token.tokenHash, liveCopy(session));
  return { id, userId: of, tokenHash: token.tokenHash };
}

const send = (session: Started, channel = 'sms', id = newId()): Promise<SessionPasscodeView> =>
  world.send(SendSessionPasscodeHandler, from(SendSessionPasscode, { channel }, actorOf(session)), id);
const verify = (session: Started, typed = world.passcodes.digits, id = newId()): Promise<StrengthenedSessionView> =>
  world.send(VerifySessionPasscodeHandler, from(VerifySessionPasscode, { code: typed }, actorOf(session)), id);
const signOut = (session: Started) => world.send(SignOutHandler, from(SignOut, {}, actorOf(session)));
const live = (tokenHash: string) => world.live.read(tokenHash, world.clock.now());
const facts = (): string[] => world.sessions.outbox.map(({ type }) => type.split('.')[2] ?? '').slice(1);
const wrong = (): string => (world.passcodes.digits === '000000' ? '111111' : '000000');

beforeEach(async () => {
  world = await AccountWorld.of();
  await world.aUser();
});

describe('A passcode for a session', () => {
  it('goes to the phone of the account, and makes the session stronger [MC-OTP-01] [MC-OTP-03]', async () => {
    const session = await started('one');
    const sent = await send(session, 'voice');
    expect(world.passcodes.sent).toMatchObject([{ channel: 'voice', to: aPerson().mobilePhone, about: session.id }]);
    expect(sent).toMatchObject({ phoneHint: '0142', expiresAt: '2026-11-22T18:10:00.000Z' });
    expect(world.passcodes.sent[0]?.code).toBe(`${sent.passcodePrefix}-${world.passcodes.digits}`);
    const view = await verify(session);
    expect(view).toMatchObject({ id: session.id, userId, passcodeAt: now.toISOString() });
    expect(facts()).toEqual(['passcode-sent', 'session-strengthened']);
  });

  it('moves the session to a new token; the one before is dead at once', async () => {
    const session = await started('one');
    await send(session);
    const { sessionToken } = await verify(session);
    expect(await live(session.tokenHash)).toBe('ended');
    expect(await live(world.tokens.hashOf(sessionToken))).toMatchObject({ passcodeAt: now.toISOString() });
    expect(JSON.stringify([...world.sessions.documents.values()])).not.toContain(sessionToken);
  });

  it('is answered alike when repeated; a wrong try stays wrong, also after a right one', async () => {
    const session = await started('one');
    const [asked, failed, proven] = [newId(), newId(), newId()];
    const sent = await send(session, 'sms', asked);
    expect(await send(session, 'sms', asked)).toEqual(sent);
    expect(world.passcodes.sent).toHaveLength(1);
    await expect(verify(session, wrong(), failed)).rejects.toThrow(code('otp-invalid'));
    const right = await verify(session, undefined, proven);
    expect(await verify(session, undefined, proven)).toEqual(right);
    await expect(verify(session, wrong(), failed)).rejects.toThrow(code('otp-invalid'));
    await expect(send(session, 'sms', asked)).rejects.toThrow(code('otp-expired'));
    expect(facts()).toEqual(['passcode-sent', 'passcode-refused', 'session-strengthened']);
  });

  it('proves one try of many at once', async () => {
    const session = await started('one');
    await send(session);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => verify(session)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const others = tries.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(new Set(others.map(({ reason }) => (reason as { code: string }).code))).toEqual(new Set(['otp-invalid']));
  });

  it('counts in its session only [MC-OTP-05]', async () => {
    const [here, there] = [await started('one'), await started('two')];
    await send(here);
    await expect(verify(there)).rejects.toThrow(code('otp-invalid'));
    world.clock.advance('PT31S');
    const digits = world.passcodes.digits;
    await send(there);
    if (digits !== world.passcodes.digits) await expect(verify(there, digits)).rejects.toThrow(code('otp-invalid'));
    await verify(here, digits);
    expect(await live(there.tokenHash)).not.toHaveProperty('passcodeAt');
  });

  it('shares the budget of its phone with every session [MC-OTP-04]', async () => {
    const [here, there] = [await started('one'), await started('two')];
    await send(here);
    await expect(send(here)).rejects.toThrow(code('otp-too-soon'));
    for (const session of [there, here, there, here]) {
      world.clock.advance('PT31S');
      await send(session);
    }
    world.clock.advance('PT31S');
    await expect(send(there)).rejects.toThrow(code('otp-too-many'));
  });

  it('is refused to whoever has no phone', async () => {
    const id = idFrom('user', 'phoneless');
    await world.aUser({ id, email: 'phoneless@elsewhere.example', mobilePhone: undefined });
    await expect(send(await started('one', id))).rejects.toThrow(code('phone-missing'));
    expect(world.passcodes.sent).toHaveLength(0);
  });

  it('is nothing for a session that ended or never was', async () => {
    const session = await started('one');
    await send(session);
    await signOut(session);
    for (const gone of [session, { ...session, id: newId() }]) {
      await expect(send(gone)).rejects.toThrow(code('session-ended'));
      await expect(verify(gone)).rejects.toThrow(code('session-ended'));
    }
  });
});

describe('A process that dies after the record was written', () => {
  const proven = newId();

  /** The copies as they were before the proof. */
  async function halfway(session: Started): Promise<Session> {
    await send(session);
    await verify(session, undefined, proven);
    const record = (await inContext(undefined, () => world.sessions.get(session.id))) as Session;
    world.live.empty();
    await world.live.put(session.tokenHash, { ...liveCopy(record), passcodeAt: undefined });
    return record;
  }

  it('leaves no old token alive', async () => {
    const session = await started('one');
    await halfway(session);
    await world.tell({ id: newId(), type: SessionStrengthened.type, data: { sessionId: session.id } });
    expect(await live(session.tokenHash)).toBe('ended');
  });

  it('is made good by the repeat', async () => {
    const session = await started('one');
    const record = await halfway(session);
    await verify(session, undefined, proven);
    expect(await live(session.tokenHash)).toBe('ended');
    expect(await live(record.state.tokenHash)).toMatchObject({ passcodeAt: now.toISOString() });
  });

  it('leaves none that outlives signing out', async () => {
    const session = await started('one');
    const record = await halfway(session);
    await signOut(session);
    expect(await live(session.tokenHash)).toBe('ended');
    expect(await live(record.state.tokenHash)).toBe('ended');
    await expect(verify(session, undefined, proven)).rejects.toThrow(code('session-ended'));
    await world.live.put(session.tokenHash, liveCopy(record));
    await world.tell({ id: newId(), type: SessionEnded.type, data: { sessionId: session.id } });
    expect(await live(session.tokenHash)).toBe('ended');
  });
});
