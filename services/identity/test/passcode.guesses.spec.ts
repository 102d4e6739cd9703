import { beforeEach, describe, expect, it } from '@jest/globals';
import { SendSessionPasscode, VerifySessionPasscode } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { Session } from '../src/domain/session.js';
import { SendSessionPasscodeHandler } from '../src/use-cases/send-session-passcode.js';
import { VerifySessionPasscodeHandler } from '../src/use-cases/verify-session-passcode.js';
import { aSessionStart, userId } from './account.builders.js';
import { AccountWorld, actorOf, type OpenedLink } from './account.world.js';
import { type Flow, RegistrationWorld } from './registration.world.js';
import { from, inContext } from './work.js';

/** Ways to type a passcode: each asks for one of its own. */
interface Way {
  send(): Promise<unknown>;
  verify(code?: string): Promise<unknown>;
}

type World = Pick<AccountWorld, 'clock'> & { passcodes: { digits: string } };

const wrongFor = (digits: string): string => (digits === '000000' ? '111111' : '000000');
const locked = (retryAfter: number) => ({ kind: 'locked', code: 'otp-locked', details: { retryAfter } });

/** Five wrong tries void a passcode; then another one is asked for. */
async function guessed({ clock, passcodes }: World, way: Way): Promise<void> {
  clock.advance('PT31S');
  await way.send();
  for (let tries = 0; tries < 5; tries += 1)
    await expect(way.verify(wrongFor(passcodes.digits))).rejects.toMatchObject({ code: 'otp-invalid' });
}

describe('Wrong passcodes of an account', () => {
  let world: AccountWorld;
  let link: Way;

  async function session(name: string): Promise<Way> {
    const id = idFrom('session', name);
    const token = world.tokens.fresh(id);
    await inContext(undefined, () => world.sessions.save(Session.start(aSessionStart({ id, token }))));
    const actor = actorOf({ id, userId });
    return {
      send: () => world.send(SendSessionPasscodeHandler, from(SendSessionPasscode, { channel: 'sms' }, actor)),
      verify: (code = world.passcodes.digits) =>
        world.send(VerifySessionPasscodeHandler, from(VerifySessionPasscode, { code }, actor)),
    };
  }

  async function mailedLink(): Promise<Way> {
    const opened: OpenedLink = await world.do.open(world.mails.last('reset-password')?.secret ?? '');
    return { send: () => world.do.passcode(opened), verify: (code) => world.do.verify(opened, code) };
  }

  beforeEach(async () => {
    world = await AccountWorld.of();
    await world.aUser();
    await world.jobs.add({ queue: 'password-resets', id: 'asked', data: { userId, request: idFrom('reset') } });
    await world.settle();
    link = await mailedLink();
  });

  it('count together, in whatever session and link: after ten even the right one must wait [MC-OTP-04]', async () => {
    for (const way of [await session('one'), link]) await guessed(world, way);
    const another = await session('two');
    world.clock.advance('PT31S');
    await another.send();
    await expect(another.verify()).rejects.toMatchObject(locked(3569));
    await expect(link.verify()).rejects.toMatchObject({ code: 'otp-locked' });
  });

  it('lock for twice as long each time', async () => {
    const way = await session('one');
    for (let time = 0; time < 2; time += 1) await guessed(world, way);
    await expect(way.verify()).rejects.toMatchObject(locked(3600));
    world.clock.advance('PT1H');
    for (let time = 0; time < 2; time += 1) await guessed(world, way);
    await expect(way.verify()).rejects.toMatchObject(locked(7200));
  });

  it('are forgotten when the right one comes', async () => {
    const way = await session('one');
    await guessed(world, way);
    world.clock.advance('PT31S');
    await way.send();
    await way.verify();
    await guessed(world, await session('two'));
    world.clock.advance('PT31S');
    const last = await session('three');
    await last.send();
    await last.verify();
  });
});

describe('Wrong passcodes of a registration', () => {
  it('lock it, and no other [MC-OTP-04]', async () => {
    const world = new RegistrationWorld();
    const wayOf = (flow: Flow): Way => ({
      send: () => world.do.send(flow),
      verify: (code) => world.do.verify(flow, code),
    });
    const [way, other] = [wayOf(await world.at('otp')), wayOf(await world.at('otp', { taxId: '12-0000001' }))];
    for (let time = 0; time < 2; time += 1) await guessed({ clock: world.clock, passcodes: world.passcodeBox }, way);
    world.clock.advance('PT31S');
    await way.send();
    await expect(way.verify()).rejects.toMatchObject(locked(3569));
    await other.send();
    await expect(other.verify()).resolves.toMatchObject({ step: 'conditions' });
  });
});
