import { beforeEach, describe, expect, it } from '@jest/globals';
import { RequestPasswordReset } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { PasswordResets } from '../src/use-cases/password-resets.js';
import { RequestPasswordResetHandler } from '../src/use-cases/request-password-reset.js';
import { aPerson, userId } from './account.builders.js';
import { AccountWorld, goodPassword, type OpenedLink, otherPassword } from './account.world.js';
import { from } from './work.js';

const code = (wanted: string) => expect.objectContaining({ code: wanted });

let world: AccountWorld;

const reset = (email = aPerson().email, program = 'test-plan') =>
  world.send(RequestPasswordResetHandler, from(RequestPasswordReset, { email, program }));

/** The token in the last mail to this person. */
async function mailed(): Promise<string> {
  await world.settle();
  return world.mails.last('reset-password')?.secret ?? '';
}

async function opened(): Promise<OpenedLink> {
  await reset();
  return world.do.open(await mailed());
}

async function proven(): Promise<OpenedLink> {
  const link = await opened();
  await world.do.passcode(link);
  await world.do.verify(link);
  return link;
}

beforeEach(async () => {
  world = await AccountWorld.of();
  await world.aUser();
});

describe('A password reset', () => {
  it('mails a link to the address of an account, and answers every address alike [MC-AUT-07]', async () => {
    const known = await reset();
    const unknown = await reset('nobody@elsewhere.example');
    expect(known).toEqual(unknown);
    await world.settle();
    expect(world.mails.sent.map(({ to }) => to)).toEqual([aPerson().email]);
  });

  it('does the same work for every address', async () => {
    await reset();
    await reset('nobody@elsewhere.example');
    const [one, other] = world.jobs.all;
    expect(Object.keys(one?.data ?? {})).toEqual(Object.keys(other?.data ?? {}));
    expect(JSON.stringify(world.jobs.all)).not.toContain('@');
  });

  it('carries the token in the fragment of the program’s page, which no server is sent', async () => {
    await reset();
    const secret = await mailed();
    expect(world.mails.sent[0]?.text).toContain(`https://portal.example/set-password#token=${secret}`);
    expect(JSON.stringify([...world.users.documents.values()])).not.toContain(secret);
  });

  it('is mailed once, however often it is tried', async () => {
    await reset();
    world.mails.broken = new Error('no server');
    await expect(world.settle()).rejects.toThrow('no server');
    world.mails.broken = undefined;
    const [{ _id, notices }] = [...world.users.documents.values()] as unknown as [
      { _id: string; notices: { id: string }[] },
    ];
    await world.jobs.add({ queue: 'notices', id: 'again', data: { userId: _id, noticeId: notices[0]?.id } });
    await world.jobs.add({ queue: 'notices', id: 'and-again', data: { userId: _id, noticeId: notices[0]?.id } });
    await world.settle();
    expect(world.mails.sent).toHaveLength(1);
    expect(world.mails.sent[0]?.messageId).toBe(`<${notices[0]?.id}@portal.example>`);
  });

  it('is silently limited per address', async () => {
    for (let count = 0; count < 12; count += 1) expect(await reset()).toEqual({ status: 'accepted' });
    expect(world.jobs.all).toHaveLength(10);
  });

  it('has an id of its own account, also where a forgotten key named two requests alike', async () => {
    await world.aUser({ id: newId(), email: 'other@elsewhere.example' });
    const all = [...world.users.documents.values()] as unknown as { _id: string; links: { id: string }[] }[];
    for (const { _id } of all) await world.get(PasswordResets).issue(_id, 'one-request');
    const linked = [...world.users.documents.values()] as unknown as typeof all;
    expect(new Set(linked.flatMap(({ links }) => links.map(({ id }) => id))).size).toBe(2);
  });

  it('is not mailed when a newer one was asked for in the meantime', async () => {
    await reset();
    await reset();
    await world.settle();
    expect(world.mails.sent).toHaveLength(1);
    const link = await world.do.open(await mailed());
    expect(link.step).toBe('otp');
  });

  it('refuses a program that there is not', async () => {
    await expect(reset(aPerson().email, 'no-plan')).rejects.toThrow(code('program-unknown'));
  });
});

describe('A mailed link, by OpenPasswordLink, SendLinkPasscode, VerifyLinkPasscode and SetPassword,', () => {
  it('is opened without being used up, as often as one likes', async () => {
    await reset();
    const token = await mailed();
    const before = structuredClone([...world.users.documents.values()]);
    const first = await world.do.open(token);
    const second = await world.do.open(token);
    expect(first).toMatchObject({ purpose: 'reset-password', step: 'otp', phoneHint: '0142', passcodeSent: false });
    expect(second.flowToken).not.toBe(first.flowToken);
    expect([...world.users.documents.values()]).toEqual(before);
  });

  it('leads to a password through a passcode [MC-AUT-08] [MC-INV-11]', async () => {
    const link = await opened();
    await expect(world.do.password(link)).rejects.toThrow(code('otp-required'));
    expect(await world.do.passcode(link, { channel: 'voice' })).toMatchObject({ step: 'otp', passcodeSent: true });
    expect(world.passcodes.sent[0]).toMatchObject({ channel: 'voice', to: '+19165550142', about: link.id });
    expect(await world.do.verify(link)).toMatchObject({ step: 'password' });
    expect(await world.do.password(link)).toEqual({ status: 'updated', message: 'password.updated' });
    expect((await world.do.signIn()).next).toBe('home');
  });

  it('is of no use to another who opened it, whoever proved the phone', async () => {
    await reset();
    const token = await mailed();
    const owner = await world.do.open(token);
    const thief = await world.do.open(token);
    await world.do.passcode(owner);
    await expect(world.do.verify(thief)).rejects.toThrow(code('otp-invalid'));
    await world.do.verify(owner);
    await expect(world.do.password(thief)).rejects.toThrow(code('otp-required'));
    await world.do.password(owner);
  });

  it('is unknown to who has another token or bearer', async () => {
    const link = await opened();
    await expect(world.do.open('a'.repeat(43))).rejects.toThrow(code('link-unknown'));
    const forged = { ...link, flowToken: `${link.flowToken.split('.')[0]}.${'a'.repeat(43)}` };
    await expect(world.do.passcode(forged)).rejects.toThrow(code('link-unknown'));
    await expect(world.do.passcode({ ...link, id: newId() })).rejects.toThrow(code('link-unknown'));
  });

  it('ends after 30 minutes at every step [MC-REG-17] [MC-AUT-09]', async () => {
    await reset();
    const token = await mailed();
    world.clock.advance('PT29M59S');
    const link = await world.do.open(token);
    await world.do.passcode(link);
    await world.do.verify(link);
    world.clock.advance('PT1S');
    await expect(world.do.open(token)).rejects.toThrow(code('link-expired'));
    await expect(world.do.passcode(link)).rejects.toThrow(code('link-expired'));
    await expect(world.do.password(link)).rejects.toThrow(code('link-expired'));
  });

  it('is not mailed once it has expired', async () => {
    await reset();
    world.mails.broken = new Error('no server');
    await expect(world.settle()).rejects.toThrow('no server');
    world.mails.broken = undefined;
    world.clock.advance('PT31M');
    await world.jobs.add({ queue: 'notices', id: 'late', data: await owed() });
    await world.settle();
    expect(world.mails.sent).toEqual([]);
    expect(await world.users.owedNotices(world.clock.now())).toEqual([]);
  });

  it('works once [MC-AUT-09]', async () => {
    const link = await proven();
    await world.do.password(link);
    await expect(world.do.password(link, otherPassword)).rejects.toThrow(code('link-used'));
    await expect(world.do.verify(link)).rejects.toThrow(code('link-used'));
  });

  it('repeats an answer without acting again', async () => {
    const link = await opened();
    const [sent, set] = [newId(), newId()];
    await world.do.passcode(link, {}, sent);
    expect(await world.do.passcode(link, {}, sent)).toMatchObject({ passcodeSent: true });
    expect(world.passcodes.sent).toHaveLength(1);
    const wrong = newId();
    await expect(world.do.verify(link, '000000', wrong)).rejects.toThrow(code('otp-invalid'));
    await expect(world.do.verify(link, '000000', wrong)).rejects.toThrow(code('otp-invalid'));
    const right = newId();
    await world.do.verify(link, world.passcodes.digits, right);
    expect(await world.do.verify(link, world.passcodes.digits, right)).toMatchObject({ step: 'password' });
    await world.do.password(link, goodPassword, set);
    expect(await world.do.password(link, goodPassword, set)).toMatchObject({ status: 'updated' });
  });

  it('is used by one of 50 at once', async () => {
    const link = await proven();
    const tries = Array.from({ length: 50 }, () => world.do.password(link));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const facts = world.users.outbox.filter(({ type }) => type.includes('password-changed'));
    expect(facts).toHaveLength(1);
    await world.settle();
    expect(world.mails.sent.filter(({ subject }) => subject === 'password-changed')).toHaveLength(1);
  });
});

async function owed(): Promise<object> {
  const [notice] = await world.users.owedNotices(new Date(world.clock.now().getTime() + 1));
  return notice ?? {};
}

describe('The passcode of a link', () => {
  it('is sent five times an hour to one phone [MC-OTP-04]', async () => {
    const link = await opened();
    for (let count = 0; count < 5; count += 1) {
      await world.do.passcode(link);
      world.clock.advance('PT31S');
    }
    await expect(world.do.passcode(link)).rejects.toThrow(code('otp-too-many'));
  });

  it('goes to no other phone than the account’s, and not by text to a landline', async () => {
    const link = await opened();
    await expect(world.do.passcode(link, { mobilePhone: '+1 916 555 0111' })).rejects.toThrow(code('phone-on-file'));
    world.users.documents.delete(userId);
    await world.aUser({ mobilePhone: undefined });
    const named = await opened();
    await expect(world.do.passcode(named)).rejects.toThrow(code('phone-required'));
    await expect(world.do.passcode(named, { mobilePhone: '+1 900 555 0111' })).rejects.toThrow(code('phone-invalid'));
  });
});
