import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  ChangePassword,
  type MeView,
  PasswordChanged,
  PhoneChanged,
  ProvePhoneChange,
  RequestPhoneChange,
  type SessionPasscodeView,
} from '@portico/contracts';
import { idFrom, newId, type Refusal } from '@portico/kernel';
import { Session } from '../src/domain/session.js';
import type { User } from '../src/domain/user.js';
import { ChangePasswordHandler } from '../src/use-cases/change-password.js';
import { liveCopy } from '../src/use-cases/live-copy.js';
import { ProvePhoneChangeHandler } from '../src/use-cases/prove-phone-change.js';
import { RequestPhoneChangeHandler } from '../src/use-cases/request-phone-change.js';
import { aPerson, aSessionStart, now, userId } from './account.builders.js';
import { AccountWorld, actorOf, goodPassword, otherPassword } from './account.world.js';
import { from, inContext } from './work.js';

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const newPhone = '+14155550177';

let world: AccountWorld;
let here: Started;
let elsewhere: Started;

interface Started {
  id: string;
  userId: string;
  tokenHash: string;
}

async function started(name: string): Promise<Started> {
  const id = idFrom('session', name);
  const token = world.tokens.fresh(id);
  const setAt = (await world.users.get(userId))?.state.credentials?.setAt ?? now;
  const user = { ...aSessionStart().user, passwordSetAt: setAt };
  const session = Session.start(aSessionStart({ id, token, user }));
  await inContext(undefined, () => world.sessions.save(session));
  await world.live.put(token.tokenHash, liveCopy(session));
  return { id, userId, tokenHash: token.tokenHash };
}

const change = (fields: object, session = here, id = newId()) =>
  world.send(ChangePasswordHandler, from(ChangePassword, fields, actorOf(session)), id);
const ask = (mobilePhone: string, session = here, id = newId()): Promise<SessionPasscodeView> => {
  const fields = { mobilePhone, channel: 'sms' };
  return world.send(RequestPhoneChangeHandler, from(RequestPhoneChange, fields, actorOf(session)), id);
};
const prove = (typed = world.passcodes.digits, session = here, id = newId()): Promise<MeView> =>
  world.send(ProvePhoneChangeHandler, from(ProvePhoneChange, { code: typed }, actorOf(session)), id);
const isLive = async ({ tokenHash }: Started) =>
  typeof (await world.live.read(tokenHash, world.clock.now())) === 'object';
const phone = async () => (await world.users.get(userId))?.state.mobilePhone;
const wrong = (): string => (world.passcodes.digits === '000000' ? '111111' : '000000');
const told = (type: string) => world.users.outbox.filter((event) => event.type === type);

beforeEach(async () => {
  world = await AccountWorld.of();
  await world.aUser();
  const exact = await world.hasher.admit('change', (hashes) => hashes.hash(goodPassword));
  await inContext(undefined, async () => {
    const user = (await world.users.get(userId)) as User;
    const hashes = { exact, canonical: 'stem' };
    user.changePassword({ hashes, remembered: 5, at: now });
    await world.users.save(user);
  });
  await world.settle();
  world.clock.advance('PT1M');
  here = await started('here');
  elsewhere = await started('elsewhere');
});

describe('Changing the password', () => {
  it('ends every other session, keeps this one, and is told by mail [MC-PRF-04] [MC-PWD-10]', async () => {
    const before = told(PasswordChanged.type).length;
    expect(await change({ currentPassword: goodPassword, password: otherPassword })).toMatchObject({
      status: 'updated',
    });
    await world.settle();
    world.clock.advance('PT1M');
    await world.settle();
    expect([await isLive(here), await isLive(elsewhere)]).toEqual([true, false]);
    expect(told(PasswordChanged.type)).toHaveLength(before + 1);
    expect(world.mails.last('password-changed')?.to).toBe(aPerson().email);
    await expect(world.do.signIn({ password: goodPassword })).rejects.toEqual(code('invalid-credentials'));
    await expect(world.do.signIn({ password: otherPassword })).resolves.toMatchObject({ next: 'home' });
  });

  it('asks for the present password, and counts guesses at it as those at sign-in [MC-PRF-04] [MC-AUT-10]', async () => {
    const guess = () => change({ currentPassword: 'Some-Other-Guess-9', password: otherPassword });
    const refused = await guess().catch((error: Refusal) => error);
    expect(refused).toMatchObject({
      code: 'wrong-password',
      kind: 'invalid',
      details: { errors: [{ pointer: '/currentPassword' }] },
    });
    for (let tries = 1; tries < 5; tries += 1) await guess().catch(() => undefined);
    await expect(change({ currentPassword: goodPassword, password: otherPassword })).rejects.toEqual(code('locked'));
  });

  it('is judged by the same policy as every way of setting one [MC-PWD-06]', async () => {
    await expect(change({ currentPassword: goodPassword, password: 'short' })).rejects.toEqual(code('password-policy'));
    await expect(change({ currentPassword: goodPassword, password: goodPassword })).rejects.toEqual(
      code('password-policy'),
    );
    expect([await isLive(here), await isLive(elsewhere)]).toEqual([true, true]);
  });

  it('acts once when it is sent twice', async () => {
    const id = newId();
    const fields = { currentPassword: goodPassword, password: otherPassword };
    const before = told(PasswordChanged.type).length;
    await change(fields, here, id);
    expect(await change(fields, here, id)).toMatchObject({ status: 'updated' });
    expect(told(PasswordChanged.type)).toHaveLength(before + 1);
  });

  it('a later change in another session ends the one that was kept before', async () => {
    await change({ currentPassword: goodPassword, password: otherPassword });
    world.clock.advance('PT1M');
    const later = await started('later');
    await change({ currentPassword: otherPassword, password: 'Copper.Lantern.29.mosses' }, later);
    expect([await isLive(here), await isLive(later)]).toEqual([false, true]);
  });
});

describe('Changing the phone', () => {
  it('asks the new number, and takes it once it is proven [MC-PRF-03]', async () => {
    const sent = await ask(newPhone);
    expect(world.passcodes.sent.at(-1)).toMatchObject({ to: newPhone, channel: 'sms' });
    expect(sent.phoneHint).toBe('0177');
    expect(await phone()).toBe(aPerson().mobilePhone);
    expect((await prove()).mobilePhone).toMatch(/0177$/);
    expect(await phone()).toBe(newPhone);
    expect(told(PhoneChanged.type).map(({ data }) => data)).toEqual([{ userId }]);
  });

  it('tells the account’s address and the old number [MC-PRF-03]', async () => {
    await ask(newPhone);
    await prove();
    await world.settle();
    expect(world.mails.last('phone-changed')?.to).toBe(aPerson().email);
    expect(world.passcodes.sent.at(-1)).toMatchObject({ to: aPerson().mobilePhone, code: '' });
  });

  it('counts wrong tries, and is void after the program’s number of them [MC-OTP-04]', async () => {
    await ask(newPhone);
    for (let tries = 0; tries < 5; tries += 1) await expect(prove(wrong())).rejects.toEqual(code('otp-invalid'));
    await expect(prove()).rejects.toEqual(code('otp-void'));
    expect(await phone()).toBe(aPerson().mobilePhone);
  });

  it('is bound to the session that asked [MC-OTP-05]', async () => {
    await ask(newPhone);
    await expect(prove(world.passcodes.digits, elsewhere)).rejects.toEqual(code('otp-invalid'));
    expect(await phone()).toBe(aPerson().mobilePhone);
  });

  it('is refused for the present phone, for no phone, and too soon after the last passcode', async () => {
    await expect(ask(aPerson().mobilePhone ?? '')).rejects.toEqual(code('phone-unchanged'));
    await expect(ask('+1 000 000 0000')).rejects.toEqual(code('phone-invalid'));
    await ask(newPhone);
    await expect(ask(newPhone)).rejects.toEqual(code('otp-too-soon'));
  });

  it('expires with its passcode, and nothing is to be proven before it is asked for', async () => {
    await expect(prove('123456')).rejects.toEqual(code('otp-invalid'));
    await ask(newPhone);
    world.clock.advance('PT10M');
    await expect(prove()).rejects.toEqual(code('otp-expired'));
  });

  it('answers a repeat as before, and a repeated wrong try with its refusal', async () => {
    const [asking, right] = [newId(), newId()];
    const sent = await ask(newPhone, here, asking);
    expect(await ask(newPhone, here, asking)).toEqual(sent);
    const me = await prove(world.passcodes.digits, here, right);
    expect(await prove(world.passcodes.digits, here, right)).toMatchObject({ mobilePhone: me.mobilePhone });
    expect(told(PhoneChanged.type)).toHaveLength(1);
  });
});
