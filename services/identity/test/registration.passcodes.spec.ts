import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Flow, RegistrationWorld } from './registration.world.js';

describe('the passcode of a registration', () => {
  let world: RegistrationWorld;
  let flow: Flow;
  beforeEach(async () => {
    world = new RegistrationWorld();
    flow = await world.at('otp');
  });

  const another = (count: number) => world.at('otp', { taxId: `12-000000${count}` });
  const codes = (answers: unknown[]) => answers.map((answer) => (answer as { code?: string }).code ?? 'done');

  it.each(['sms', 'voice'])('goes out by %s, in the words of the program [MC-OTP-01, MC-OTP-02]', async (channel) => {
    await world.do.send(flow, channel);
    const [message] = world.passcodeBox.sent;
    expect(message).toMatchObject({ channel, to: '+19165550142', about: flow.registrationId });
    expect(message?.code).toMatch(/^[A-Z]{2}-\d{6}$/);
    expect(message?.text).toContain(`passcode-${channel}`);
    expect(message?.text).toContain(message?.code ?? '');
  });

  it('is nowhere in clear but in its message [MC-OTP-06]', async () => {
    await world.do.send(flow);
    const kept = JSON.stringify([world.registrations.outbox, ...world.registrations.documents.values()]);
    expect(kept).not.toContain(world.passcodeBox.digits);
  });

  it('repeated by the same command is not sent again', async () => {
    await world.do.send(flow, 'sms', 'command');
    expect(await world.do.send(flow, 'sms', 'command')).toMatchObject({ passcodeSent: true });
    expect(world.passcodeBox.sent).toHaveLength(1);
  });

  it('is sent again after 30 seconds, and kills the one before [MC-OTP-04]', async () => {
    await world.do.send(flow);
    const first = world.passcodeBox.digits;
    await expect(world.do.send(flow)).rejects.toMatchObject({ code: 'otp-too-soon', details: { retryAfter: 30 } });
    world.clock.advance('PT30S');
    await world.do.send(flow);
    if (first !== world.passcodeBox.digits) {
      await expect(world.do.verify(flow, first)).rejects.toMatchObject({ code: 'otp-invalid' });
    }
    expect(await world.do.verify(flow)).toMatchObject({ step: 'conditions' });
  });

  it('is sent to one phone five times an hour, of all its flows together [MC-OTP-04]', async () => {
    for (let count = 1; count <= 5; count += 1) await world.do.send(await another(count));
    await expect(world.do.send(flow)).rejects.toMatchObject({
      kind: 'too-many',
      code: 'otp-too-many',
      details: { retryAfter: 3600 },
    });
    world.clock.advance('PT1H');
    expect(await world.do.send(flow)).toMatchObject({ passcodeSent: true });
  });

  it('asked for by 50 at once is sent once, and takes one of the phone’s five', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => world.do.send(flow).catch((refused: object) => refused)),
    );
    expect(codes(answers).filter((code) => code === 'done')).toHaveLength(1);
    expect(world.passcodeBox.sent).toHaveLength(1);
    for (let time = 0; time < 4; time += 1) {
      world.clock.advance('PT30S');
      await world.do.send(flow);
    }
    world.clock.advance('PT30S');
    await expect(world.do.send(flow)).rejects.toMatchObject({ code: 'otp-too-many' });
  });

  it('of one flow means nothing in another [MC-OTP-05]', async () => {
    const other = await another(1);
    await world.do.send(flow);
    const digits = world.passcodeBox.digits;
    await world.do.send(other);
    if (digits === world.passcodeBox.digits) return;
    await expect(world.do.verify(other, digits)).rejects.toMatchObject({ kind: 'invalid', code: 'otp-invalid' });
  });

  it('guessed by 200 at once, the right one last, is judged five times and no more [MC-OTP-04]', async () => {
    await world.do.send(flow);
    const right = world.passcodeBox.digits;
    const wrong = (at: number) => String((Number(right) + 1 + at) % 1_000_000).padStart(6, '0');
    const guesses = Array.from({ length: 200 }, (_, at) => (at === 199 ? right : wrong(at)));
    const answers = await Promise.all(
      guesses.map((guess) => world.do.verify(flow, guess).catch((refused: object) => refused)),
    );

    expect(codes(answers).filter((code) => code === 'otp-invalid').length).toBeLessThanOrEqual(5);
    expect(world.facts.filter((fact) => fact === 'passcode-refused').length).toBeLessThanOrEqual(5);
  });

  it('proven by 50 at once is proven once', async () => {
    await world.do.send(flow);
    const digits = world.passcodeBox.digits;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => world.do.verify(flow, digits).catch((refused: object) => refused)),
    );
    expect(codes(answers).filter((code) => code === 'done')).toHaveLength(1);
    expect(codes(answers).filter((code) => code === 'step-out-of-order')).toHaveLength(49);
  });

  it('tried wrongly by one command is counted once, and refused again when repeated', async () => {
    await world.do.send(flow);
    const wrong = String((Number(world.passcodeBox.digits) + 1) % 1_000_000).padStart(6, '0');
    for (let time = 0; time < 8; time += 1) {
      await expect(world.do.verify(flow, wrong, 'command')).rejects.toMatchObject({ code: 'otp-invalid' });
    }
    const right = await world.do.verify(flow, undefined, 'right');
    expect(await world.do.verify(flow, undefined, 'right')).toEqual(right);
  });
});
