import { type Actor, anonymous, StoppedClock, system } from '@portico/kernel';
import { StepUpGatekeeper } from './step-up.gatekeeper.js';
import { aProgram, InMemoryPrograms } from './testing/index.js';

const now = new Date('2026-11-22T18:00:00Z');
const before = (seconds: number): string => new Date(now.getTime() - seconds * 1_000).toISOString();

const strict = aProgram({ id: 'strict', stepUp: ['profile.change', 'organization.read'] });
const strictest = aProgram({
  id: 'strictest',
  stepUp: strict.stepUp,
  passcode: { ...strict.passcode, freshness: 'PT1M' },
});
const lenient = aProgram({ id: 'lenient', stepUp: [] });
const gatekeeper = new StepUpGatekeeper(new InMemoryPrograms(strict, strictest, lenient), new StoppedClock(now));
const person = (change: Partial<Actor> = {}): Actor => ({ kind: 'user', userId: 'u1', program: 'strict', ...change });

describe('a step-up', () => {
  it('asks for a passcode where the program lists the action, and says where [MC-OTP-03]', async () => {
    await expect(gatekeeper.admit(person(), 'profile.change')).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'otp-required',
      details: { action: 'profile.change', challenge: '/v1/session/otp' },
    });
  });

  it.each<[string, string, Actor]>([
    ['an action that is not listed', 'profile.own', person()],
    ['what proves a passcode', 'session.own', person()],
    ['a program that lists none', 'profile.change', person({ program: 'lenient' })],
    ['one who proved it just now', 'profile.change', person({ passcodeAt: before(0) })],
    ['one whose proof is almost over', 'profile.change', person({ passcodeAt: before(599) })],
    ['a proof by a clock that is ahead', 'profile.change', person({ passcodeAt: before(-2) })],
    ['one of our own processes', 'system.identity', { ...system('identity'), program: 'strict' }],
  ])('lets pass %s', async (_, action, actor) => {
    await expect(gatekeeper.admit(actor, action)).resolves.toBeUndefined();
  });

  it.each<[string, Actor]>([
    ['at the end of freshness', person({ passcodeAt: before(600) })],
    ['sooner where the program says so', person({ program: 'strictest', passcodeAt: before(60) })],
    ['for a time that is none', person({ passcodeAt: 'soon' })],
  ])('asks again %s [MC-OTP-03]', async (_, actor) => {
    await expect(gatekeeper.admit(actor, 'profile.change')).rejects.toMatchObject({ code: 'otp-required' });
  });

  it('comes after the right itself: who has none is not sent to prove a phone', async () => {
    await expect(gatekeeper.admit(anonymous(), 'profile.change')).rejects.toMatchObject({ code: 'not-signed-in' });
    await expect(gatekeeper.admit(person(), 'organization.read')).rejects.toMatchObject({ code: 'no-organization' });
  });

  it('admits nobody by the rules of a program that there is not', async () => {
    const stranger = person({ program: 'gone', passcodeAt: before(0) });
    await expect(gatekeeper.admit(stranger, 'profile.change')).rejects.toMatchObject({ code: 'program-unknown' });
  });
});
