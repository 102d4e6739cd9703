import { beforeEach, describe, expect, it } from '@jest/globals';
import { AddOrganization } from '@portico/contracts';
import { PasscodeNotSent } from '@portico/delivery';
import { newId } from '@portico/kernel';
import { later, maria } from './registration.builders.js';
import { RegistrationWorld } from './registration.world.js';
import { asCommand, from } from './work.js';

const steps =
  'StartRegistration, AcceptTerms, EnterAccount, SendRegistrationPasscode, VerifyRegistrationPasscode, AcceptConditions';

describe(`the registration of an organization by ${steps}`, () => {
  let world: RegistrationWorld;
  beforeEach(() => {
    world = new RegistrationWorld();
  });

  const shown = (flow: { registrationId: string; flowToken: string }) => world.pages.registration(flow);
  const known = { id: newId(), email: maria, firstName: 'Maria', lastName: 'Lopez' };

  it('goes from the letter to completion, each step saying what is next [MC-REG-02, MC-REG-03, MC-REG-11]', async () => {
    const { id: tokenId } = await world.issued();
    const begun = await world.started(await world.inLetter(tokenId));
    expect(begun).toMatchObject({ flow: 'register-organization', step: 'terms', status: 'in-progress' });
    expect(begun.document).toMatchObject({ id: 'terms', version: '1', boxes: [{ id: 'agree' }] });

    const flow = { registrationId: begun.id, flowToken: begun.flowToken ?? '' };
    expect(await world.do.terms(flow)).toMatchObject({ step: 'account' });
    expect(await world.do.account(flow)).toMatchObject({ step: 'otp', passcodeSent: false });
    const sent = await world.do.send(flow);
    expect(sent).toMatchObject({ step: 'otp', passcodeSent: true });
    expect(world.passcodeBox.sent.at(-1)?.code).toBe(`${sent.passcodePrefix}-${world.passcodeBox.digits}`);
    expect(await world.do.verify(flow)).toMatchObject({ step: 'conditions', document: { id: 'conditions' } });
    expect(await world.do.conditions(flow)).toEqual({
      id: begun.id,
      flow: 'register-organization',
      step: 'complete',
      status: 'provisioning',
      message: 'registration.complete',
    });
    expect(world.facts).toEqual([
      'registration-token-issued',
      'registration-token-begun',
      'registration-started',
      'registration-advanced',
      'registration-advanced',
      'passcode-sent',
      'registration-advanced',
      'registration-advanced',
      'registration-completed',
    ]);
  });

  it('of somebody with an account adds the organization to it [MC-REG-08]', async () => {
    world.accounts.known.push(known);
    const { id } = await world.issued();
    const view = await world.started(await world.inLetter(id));

    expect(view.flow).toBe('add-organization');
    expect((await world.registrations.present(view.id))?.state.userId).toBe(known.id);
  });

  it('by somebody signed in takes their account and program [MC-ORG-01, MC-ORG-02, MC-ORG-03]', async () => {
    world.accounts.known.push(known);
    const { id } = await world.issued();
    const actor = { kind: 'user', userId: known.id, program: 'test-plan', address: '192.0.2.1' } as const;
    const added = from(AddOrganization, { token: await world.inLetter(id) }, actor);
    const begun = await asCommand('command', world.add, added);

    expect(begun).toMatchObject({ flow: 'add-organization', step: 'terms' });
    expect(await asCommand('command', world.add, added)).toEqual(begun);
    const flow = { registrationId: begun.id, flowToken: begun.flowToken ?? '' };
    await world.do.terms(flow);
    await expect(world.do.account(flow, { email: 'other@clinic.example' })).rejects.toMatchObject({
      kind: 'invalid',
      details: { errors: [{ pointer: '/email', code: 'email-mismatch' }] },
    });
    await world.do.account(flow);
    await world.do.send(flow, 'voice');
    await world.do.verify(flow);
    expect(await world.do.conditions(flow)).toMatchObject({ message: 'organization.added' });
  });

  it('is not begun by a session without an account', async () => {
    const { id } = await world.issued();
    const token = await world.inLetter(id);
    for (const userId of [undefined, newId()]) {
      const message = from(AddOrganization, { token }, { kind: 'user', userId });
      await expect(asCommand(newId(), world.add, message)).rejects.toMatchObject({ kind: 'unauthenticated' });
    }
    world.accounts.known.push(known);
    const withoutProgram = from(AddOrganization, { token }, { kind: 'user', userId: known.id });
    expect(await asCommand(newId(), world.add, withoutProgram)).toMatchObject({ step: 'terms' });
  });

  it('two of one new person lead to one account', async () => {
    const [one, other] = await Promise.all(
      ['12-0000001', '12-0000002'].map(async (taxId) =>
        world.begun({ taxId }).then(({ registrationId }) => registrationId),
      ),
    );
    const users = await Promise.all([one, other].map((id) => world.registrations.present(id ?? '')));
    expect(new Set(users.map((found) => found?.state.userId)).size).toBe(1);
  });

  it.each(['terms', 'account', 'otp', 'conditions'] as const)(
    'left at %s is taken up again there, only the passcode anew [MC-REG-19]',
    async (step) => {
      const flow = await world.at(step);
      const again = await world.started(await world.inLetter(flow.tokenId));
      expect(again).toMatchObject({ id: flow.registrationId, flowToken: flow.flowToken });
      expect(again.step).toBe(step === 'conditions' ? 'otp' : step);
    },
  );

  it('complete does not begin again [MC-TOK-04]', async () => {
    const flow = await world.at('complete');
    await expect(world.started(await world.inLetter(flow.tokenId))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'token-used',
    });
  });

  it('of an organization that is set up points to its Org Admin [MC-TOK-08]', async () => {
    const { id, organizationId } = await world.issued();
    const token = await world.inLetter(id);
    await world.started(token);
    world.organizations.setUp.add(organizationId);
    await expect(world.started(token)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'organization-already-registered',
      message: expect.stringContaining('Org Admin'),
    });
  });

  it('has no steps for whoever lacks its bearer token', async () => {
    const flow = await world.begun();
    const { flowToken } = await world.begun({ taxId: '12-0000009' });
    for (const wrong of [
      { ...flow, flowToken },
      { ...flow, flowToken: 'x' },
      { ...flow, registrationId: newId() },
    ]) {
      await expect(world.do.terms(wrong)).rejects.toMatchObject({ kind: 'not-found', code: 'registration-not-found' });
      await expect(shown(wrong)).rejects.toMatchObject({ code: 'registration-not-found' });
    }
  });

  it('repeats a step of the same command without doing it again', async () => {
    const flow = await world.begun();
    const first = await world.do.terms(flow, ['agree'], 'command');
    expect(await world.do.terms(flow, ['agree'], 'command')).toEqual(first);
    await expect(world.do.terms(flow)).rejects.toMatchObject({
      code: 'step-out-of-order',
      details: { step: 'account' },
    });
  });

  it.each(['account', 'otp', 'conditions'] as const)('refuses every other step while %s is due', async (due) => {
    const flow = await world.at(due);
    const steps = {
      terms: world.do.terms,
      account: world.do.account,
      otp: world.do.send,
      conditions: world.do.conditions,
    };
    for (const [step, take] of Object.entries(steps)) {
      if (step === due) continue;
      await expect(take(flow)).rejects.toMatchObject({ code: 'step-out-of-order', details: { step: due } });
    }
    if (due !== 'otp')
      await expect(world.do.verify(flow, '123456')).rejects.toMatchObject({ code: 'step-out-of-order' });
  });

  it('completes nothing with a token that was replaced meanwhile [MC-TOK-06]', async () => {
    const flow = await world.at('conditions');
    const token = await world.tokens.present(flow.tokenId);
    token?.revoke();
    if (token) await world.tokens.save(token);
    await expect(world.do.conditions(flow)).rejects.toMatchObject({ code: 'token-revoked' });
  });

  describe('account information', () => {
    it('that matches not is refused without a hint which, and five times lock the token [MC-REG-05]', async () => {
      const flow = await world.at('account');
      const wrong = [{ taxId: '12-9999999' }, { payToZip: '90001' }, { contactEmail: 'a@b.example' }];
      const refusals = [];
      for (const change of [...wrong, ...wrong].slice(0, 5))
        refusals.push(await world.do.account(flow, change).catch(toJson));

      expect(new Set(refusals)).toEqual(new Set([refusals[0]]));
      expect(refusals[0]).toContain('organization-data-mismatch');
      await expect(world.do.account(flow)).rejects.toMatchObject({
        kind: 'locked',
        code: 'token-locked',
        details: { retryAfter: 24 * 3600 },
      });
      expect(await world.pages.token(flow.tokenId)).toMatchObject({ lockedUntil: later(24 * 3600).toISOString() });
      world.clock.advance('P1D');
      expect(await world.do.account(flow)).toMatchObject({ step: 'otp' });
    });

    it('guessed by 50 at once is judged five times at most, the right guess among the wrong ones', async () => {
      const flow = await world.at('account');
      const guesses = Array.from({ length: 50 }, (_, at) =>
        world.do.account(flow, at === 49 ? {} : { taxId: `12-${String(at).padStart(7, '0')}` }).catch(toJson),
      );
      const told = (await Promise.all(guesses)).map(String);
      const mismatches = told.filter((answer) => answer.includes('organization-data-mismatch'));
      expect(mismatches.length).toBeLessThanOrEqual(5);
      expect(world.facts.filter((fact) => fact === 'registration-token-mismatched')).toHaveLength(mismatches.length);
    });

    it('whose refusal was lost on the way counts once when it is sent again', async () => {
      const flow = await world.at('account');
      const command = newId();
      for (let time = 0; time < 6; time += 1) {
        const again = world.do.account(flow, { taxId: '12-9999999' }, command);
        await expect(again).rejects.toMatchObject({ code: 'organization-data-mismatch' });
      }
      expect(world.facts.filter((fact) => fact === 'registration-token-mismatched')).toHaveLength(1);
    });

    it('entered twice at once is entered once', async () => {
      const flow = await world.at('account');
      const answers = await Promise.all([
        world.do.account(flow),
        world.do.account(flow).catch((refused: object) => refused),
      ]);
      const codes = answers.map((answer) => ('code' in answer ? answer.code : 'done')).sort();
      expect(codes).toEqual(['done', 'step-out-of-order']);
    });

    it('that cannot be right whatever is on file is refused by field, and counts as no guess', async () => {
      const flow = await world.at('account');
      const form = { email: 'x@y.example', taxId: '00-0000000', mobilePhone: '+1 900 555 1234' };
      const refused = world.do.account(flow, form);
      await expect(refused).rejects.toMatchObject({
        kind: 'invalid',
        details: { errors: [{ pointer: '/email' }, { pointer: '/taxId' }, { pointer: '/mobilePhone' }] },
      });
      expect(world.organizations.asked).toEqual([]);
    });

    it.each(['email', 'taxIdType', 'taxId', 'payToZip', 'contactEmail'])(
      'without %s is refused by exactly that name, and counts as no guess [MC-REG-04]',
      async (name) => {
        const flow = await world.at('account');
        for (const nothing of [undefined, null]) {
          const errors = [{ pointer: `/${name}`, code: 'required', message: `${name} is needed here` }];
          const refused = world.do.account(flow, { [name]: nothing });
          await expect(refused).rejects.toMatchObject({ kind: 'invalid', code: 'invalid-input', details: { errors } });
        }
        expect(world.organizations.asked).toEqual([]);
      },
    );

    it('without its token goes nowhere', async () => {
      const flow = await world.at('account');
      world.tokens.documents.clear();
      await expect(world.do.account(flow)).rejects.toMatchObject({ code: 'token-revoked' });
    });
  });

  it('keeps the phone sealed, and no tax id at all [MC-REG-06]', async () => {
    await world.at('otp');
    const stored = JSON.stringify([...world.registrations.documents.values()]);
    expect(stored).not.toContain('9165550142');
    expect(stored).not.toMatch(/12-?3456789/);
  });

  it('says when a passcode did not get under way', async () => {
    const flow = await world.at('otp');
    world.passcodeBox.broken = new PasscodeNotSent('no-answer');
    await expect(world.do.send(flow)).rejects.toMatchObject({ kind: 'unavailable', code: 'passcode-not-sent' });
    world.clock.advance('PT30S');
    world.passcodeBox.broken = new PasscodeNotSent('unreachable-number');
    await expect(world.do.send(flow)).rejects.toMatchObject({ kind: 'invalid', code: 'phone-unreachable' });
    world.clock.advance('PT30S');
    world.passcodeBox.broken = new Error('a fault of ours');
    await expect(world.do.send(flow)).rejects.toThrow('a fault of ours');
  });
});

const toJson = (refused: unknown): string => JSON.stringify(refused);
