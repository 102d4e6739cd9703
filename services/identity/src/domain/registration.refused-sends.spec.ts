import { describe, expect, it } from '@jest/globals';
import {
  aPhone,
  aRegistration,
  later,
  maria,
  passcodeRules as rules,
  today,
} from '../../test/registration.builders.js';

const at = today;
const entered = { firstName: 'Maria', lastName: 'Lopez', mobilePhone: aPhone.number, textable: true };
const fresh = { prefix: 'AB', hash: 'hash', channel: 'sms' as const };

describe('a passcode is refused before anything is sent', () => {
  it('by a channel that the program does not offer [MC-OTP-01]', () => {
    const calling = { ...rules, channels: ['voice' as const] };
    expect(() => aRegistration({ step: 'otp', ...entered }).mustTakePasscode('sms', { rules: calling, at })).toThrow(
      expect.objectContaining({ code: 'channel-not-offered' }),
    );
  });

  it('too soon after the one before [MC-OTP-04]', () => {
    const registration = aRegistration({ step: 'otp', ...entered });
    registration.passcodeSent(fresh, { rules, at });
    const again = (moment: Date) => () => registration.mustTakePasscode('sms', { rules, at: moment });
    expect(again(later(29))).toThrow(expect.objectContaining({ code: 'otp-too-soon', details: { retryAfter: 1 } }));
    expect(again(later(30))).not.toThrow();
  });

  it('as a text to a landline, which names the field to change [MC-REG-07]', () => {
    const landline = aRegistration({ step: 'otp', ...entered, textable: false });
    expect(() => landline.mustTakePasscode('sms', { rules, at })).toThrow(
      expect.objectContaining({
        details: { errors: [expect.objectContaining({ pointer: '/channel', code: 'phone-not-textable' })] },
      }),
    );
  });
});

describe('a registration tells', () => {
  it('that it was taken up again at the passcode [MC-REG-19]', () => {
    const registration = aRegistration({ step: 'conditions', ...entered, passcodeProvenAt: at });
    registration.resume(maria);
    expect(registration.recorded).toEqual([
      { type: 'RegistrationResumed', registrationId: 'registration', step: 'otp' },
    ]);
  });

  it('that it was closed, once [MC-TOK-08]', () => {
    const registration = aRegistration({ step: 'complete' });
    registration.close(at);
    registration.close(later(1));
    expect(registration.recorded).toEqual([{ type: 'RegistrationClosed', registrationId: 'registration' }]);
    expect(registration.state.closedAt).toEqual(at);
  });
});

describe('a step without a document', () => {
  it('is passed without anything agreed to', () => {
    const registration = aRegistration();
    registration.accept('terms', { accepted: [] }, { at });
    expect(registration.state).toMatchObject({ step: 'account', acceptances: [] });
  });

  it('takes no box either', () => {
    expect(() => aRegistration().accept('terms', { accepted: ['agree'] }, { at })).toThrow(
      expect.objectContaining({ code: 'boxes-required' }),
    );
  });
});
