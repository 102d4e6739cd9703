import { describe, expect, it } from '@jest/globals';
import { testCrypto } from '@portico/mongo/testing';
import { aProgram } from '@portico/program/testing';
import {
  aPhone,
  aRegistration,
  days,
  later,
  maria,
  passcodeRules as rules,
  today,
} from '../../test/registration.builders.js';
import { KeyedSecrets } from '../adapters/keyed.secrets.js';
import { passcodeHash } from './passcode.js';
import { Registration } from './registration.js';

const secrets = new KeyedSecrets(Buffer.alloc(32, 3).toString('base64'), testCrypto);
const { terms, conditions } = aProgram().documents as Required<ReturnType<typeof aProgram>['documents']>;
const at = today;
const person = { firstName: 'Maria', lastName: 'Lopez', phone: aPhone };
const fresh = { prefix: 'AB', hash: passcodeHash('registration', '123456', secrets), channel: 'sms' as const };
const typed = (digits: string, flow = 'registration') => passcodeHash(flow, digits, secrets);
const entered = { firstName: 'Maria', lastName: 'Lopez', mobilePhone: aPhone.number, textable: true };
const atOtp = (change = {}) => aRegistration({ step: 'otp', ...entered, ...change });

function sentAt(moment: Date): Registration {
  const registration = atOtp();
  registration.passcodeSent(fresh, { rules, at: moment });
  return registration;
}

describe('a registration', () => {
  it('begins at the first step of its program, and says whose it is', () => {
    const registration = aRegistration();
    expect(registration.state).toMatchObject({ step: 'terms', startedAt: today, acceptances: [] });
    const begun = Registration.start(registration.state, today);
    expect(begun.recorded).toEqual([
      {
        type: 'RegistrationStarted',
        registrationId: 'registration',
        tokenId: 'token',
        program: 'test-plan',
        flow: 'register-organization',
      },
    ]);
  });

  it('keeps what was agreed to: document, version, hash, box, time and address [MC-REG-03]', () => {
    const registration = aRegistration();
    registration.accept('terms', { document: terms, accepted: ['agree'] }, { at, address: '192.0.2.1' });

    expect(registration.state.acceptances).toEqual([
      { document: 'terms', version: '1', hash: terms?.hash, box: 'agree', at, address: '192.0.2.1' },
    ]);
    expect(registration.state.step).toBe('account');
    expect(registration.recorded).toEqual([
      { type: 'RegistrationAdvanced', registrationId: 'registration', done: 'terms', step: 'account' },
    ]);
  });

  it.each([[[]], [['agree']], [['authorized']], [['agree', 'authorized', 'more']], [['agree', 'other']]])(
    'is not completed by the boxes %j [MC-REG-10]',
    (accepted) => {
      const registration = aRegistration({ step: 'conditions', ...entered });
      expect(() => registration.accept('conditions', { document: conditions, accepted }, { at })).toThrow(
        expect.objectContaining({
          kind: 'invalid',
          code: 'boxes-required',
          details: { errors: [expect.objectContaining({ pointer: '/accepted' })] },
        }),
      );
      expect(registration.recorded).toEqual([]);
    },
  );

  it('is completed by both boxes, each kept for itself [MC-REG-10]', () => {
    const registration = aRegistration({ step: 'conditions', ...entered });
    registration.accept('conditions', { document: conditions, accepted: ['authorized', 'agree'] }, { at });

    expect(registration.state.acceptances.map(({ box }) => box)).toEqual(['agree', 'authorized']);
    expect(registration.state).toMatchObject({ step: 'complete', completedAt: at });
    expect(registration.isComplete).toBe(true);
    expect(registration.recorded.at(-1)).toEqual({
      type: 'RegistrationCompleted',
      registrationId: 'registration',
      tokenId: 'token',
      program: 'test-plan',
      organizationId: 'organization',
      userId: 'user',
      flow: 'register-organization',
      emailDomain: maria.split('@')[1],
    });
  });

  it('keeps names and phone of the account step, and nothing of the tax id', () => {
    const registration = aRegistration({ step: 'account' });
    registration.enterAccount(person, at);
    expect(registration.state).toMatchObject({ ...entered, step: 'otp' });
  });

  it('lasts as long as its token [MC-REG-19]', () => {
    expect(() => aRegistration().mustBeAt('terms', later(days(30) - 1))).not.toThrow();
    expect(() => aRegistration().mustBeAt('terms', later(days(30)))).toThrow(
      expect.objectContaining({ code: 'token-expired' }),
    );
    expect(() => aRegistration({ step: 'complete' }).mustBeAt('terms', later(days(30)))).toThrow(
      expect.objectContaining({ code: 'step-out-of-order', details: { step: 'complete' } }),
    );
  });

  it('sends a passcode that takes the place of the one before [MC-OTP-04]', () => {
    const registration = sentAt(at);
    expect(registration.state.passcode).toEqual({ ...fresh, sentAt: at, expiresAt: later(600), tries: 0 });
    expect(registration.recorded.at(-1)).toEqual({ type: 'PasscodeSent', flowId: 'registration', channel: 'sms' });

    expect(() => registration.passcodeSent(fresh, { rules, at: later(29) })).toThrow(
      expect.objectContaining({ kind: 'too-many', code: 'otp-too-soon', details: { retryAfter: 1 } }),
    );
    registration.passcodeSent({ ...fresh, hash: typed('654321'), channel: 'voice' }, { rules, at: later(30) });
    expect(registration.provePasscode(typed('123456'), { rules, secrets, at: later(31) })).toMatchObject({
      code: 'otp-invalid',
    });
    expect(registration.provePasscode(typed('654321'), { rules, secrets, at: later(32) })).toBeUndefined();
  });

  it('sends no text to a landline, but calls it [MC-REG-07]', () => {
    const landline = atOtp({ textable: false });
    expect(() => landline.passcodeSent(fresh, { rules, at })).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'phone-not-textable' }),
    );
    landline.passcodeSent({ ...fresh, channel: 'voice' }, { rules, at });
    expect(landline.state.passcode?.channel).toBe('voice');
  });

  it('sends nothing by a channel that its program does not offer [MC-OTP-01]', () => {
    const calling = { ...rules, channels: ['voice' as const] };
    expect(() => atOtp().passcodeSent(fresh, { rules: calling, at })).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'channel-not-offered' }),
    );
  });

  it('goes on with the right digits, once [MC-REG-09, MC-OTP-04]', () => {
    const registration = sentAt(at);
    expect(registration.provePasscode(typed('123456'), { rules, secrets, at: later(1) })).toBeUndefined();
    expect(registration.state).toMatchObject({ step: 'conditions', passcode: undefined, passcodeProvenAt: later(1) });
    expect(() => registration.provePasscode(typed('123456'), { rules, secrets, at: later(2) })).toThrow(
      expect.objectContaining({ code: 'step-out-of-order' }),
    );
  });

  it('refuses digits before any were sent, and digits of another flow [MC-OTP-05]', () => {
    expect(() => atOtp().provePasscode(typed('123456'), { rules, secrets, at })).toThrow(
      expect.objectContaining({ code: 'otp-invalid' }),
    );
    expect(sentAt(at).provePasscode(typed('123456', 'other flow'), { rules, secrets, at })).toMatchObject({
      kind: 'invalid',
      code: 'otp-invalid',
    });
  });

  it('voids a passcode after five wrong tries, even for the right digits [MC-OTP-04]', () => {
    const registration = sentAt(at);
    for (let tries = 1; tries <= 5; tries += 1) {
      expect(registration.provePasscode(typed('000000'), { rules, secrets, at: later(5) })).toMatchObject({
        code: 'otp-invalid',
      });
      expect(registration.state.passcode?.tries).toBe(tries);
    }
    const right = (moment: Date) => () => registration.provePasscode(typed('123456'), { rules, secrets, at: moment });
    expect(right(later(5))).toThrow(expect.objectContaining({ code: 'otp-void', details: { retryAfter: 25 } }));
    expect(right(later(60))).toThrow(expect.objectContaining({ kind: 'too-many', details: { retryAfter: 1 } }));
    expect(registration.recorded.filter(({ type }) => type === 'PasscodeRefused')).toHaveLength(5);
  });

  it('refuses a passcode from its tenth minute on [MC-OTP-04]', () => {
    expect(sentAt(at).provePasscode(typed('123456'), { rules, secrets, at: later(599) })).toBeUndefined();
    expect(() => sentAt(at).provePasscode(typed('123456'), { rules, secrets, at: later(600) })).toThrow(
      expect.objectContaining({ kind: 'gone', code: 'otp-expired' }),
    );
  });

  it('taken up again proves the phone again, and repeats nothing else [MC-REG-19]', () => {
    const registration = aRegistration({ step: 'conditions', ...entered, passcodeProvenAt: at });
    registration.resume(maria);
    expect(registration.state).toMatchObject({ step: 'otp', passcodeProvenAt: undefined, mobilePhone: aPhone.number });

    for (const step of ['terms', 'account', 'otp'] as const) {
      const before = aRegistration({ step });
      before.resume(maria);
      expect([before.recorded.length, before.state.step]).toEqual([0, step]);
    }
  });

  it('is taken up again by nobody else, and not when it is complete [MC-TOK-04]', () => {
    const refused = expect.objectContaining({ kind: 'conflict', code: 'token-used' });
    expect(() => aRegistration().resume('oscar@clinic.example')).toThrow(refused);
    expect(() => aRegistration({ step: 'complete' }).resume(maria)).toThrow(refused);
  });

  it('taken up again in a program without passcodes goes on where it was', () => {
    const registration = aRegistration({ steps: [{ step: 'terms' }, { step: 'conditions' }], step: 'conditions' });
    registration.resume(maria);
    expect(registration.state.step).toBe('conditions');
  });

  it('ends with the last step of its program, whichever that is', () => {
    const registration = aRegistration({ steps: [{ step: 'terms' }] });
    registration.accept('terms', { accepted: [] }, { at });
    expect(registration.recorded.map(({ type }) => type)).toEqual(['RegistrationAdvanced', 'RegistrationCompleted']);
  });

  it('is provisioned once', () => {
    const registration = aRegistration({ step: 'complete' });
    registration.provisioned(at);
    registration.provisioned(later(1));
    expect(registration.recorded).toEqual([
      { type: 'RegistrationProvisioned', registrationId: 'registration', userId: 'user' },
    ]);
    registration.close(at);
    expect(registration.state.closedAt).toBeUndefined();
  });

  it('closed by another registration points to the Org Admin [MC-TOK-08]', () => {
    const registration = aRegistration({ step: 'complete' });
    registration.close(at);
    registration.close(later(1));
    expect(registration.recorded).toHaveLength(1);
    const refused = expect.objectContaining({ kind: 'conflict', code: 'organization-already-registered' });
    expect(() => registration.mustBeAt('terms', at)).toThrow(refused);
    expect(() => registration.resume(maria)).toThrow(refused);
  });
});
