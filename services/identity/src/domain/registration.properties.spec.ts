import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Refusal } from '@portico/kernel';
import { testCrypto } from '@portico/mongo/testing';
import { aPhone, aRegistration, passcodeRules as rules, today as at } from '../../test/registration.builders.js';
import { KeyedSecrets } from '../adapters/keyed.secrets.js';
import { passcodeHash } from './passcode.js';
import type { Registration } from './registration.js';
import type { FlowStep, RegistrationStep } from './registration-steps.js';

const secrets = new KeyedSecrets(Buffer.alloc(32, 3).toString('base64'), testCrypto);
const names: RegistrationStep[] = ['terms', 'account', 'otp', 'conditions'];
const person = { firstName: 'Maria', lastName: 'Lopez', phone: aPhone };
const hash = passcodeHash('registration', '123456', secrets);
const withPhone = { mobilePhone: aPhone.number, textable: true };

/** How each step is done rightly. */
const doing: Record<RegistrationStep, (registration: Registration) => void> = {
  terms: (registration) => registration.accept('terms', { accepted: [] }, { at }),
  account: (registration) => registration.enterAccount(person, at),
  otp: (registration) => {
    registration.passcodeSent({ prefix: 'AB', hash, channel: 'sms' }, { rules, at });
    registration.provePasscode(hash, { rules, secrets, at });
  },
  conditions: (registration) => registration.accept('conditions', { accepted: [] }, { at }),
};

/** The code of the refusal, thrown or answered. */
function refusalTo(registration: Registration, guess: string): string | undefined {
  try {
    return registration.provePasscode(passcodeHash('registration', guess, secrets), { rules, secrets, at })?.code;
  } catch (refused) {
    return (refused as Refusal).code;
  }
}

/** Any order of any of the steps: a program is free to choose. */
const anyOrder = fc
  .shuffledSubarray(names, { minLength: 1 })
  .map((chosen): FlowStep[] => chosen.map((step) => ({ step })));
const anyTries = fc.array(fc.constantFrom(...names), { maxLength: 20 });

describe('the steps of any program', () => {
  it('are done in its order and in no other: every step out of turn is refused and changes nothing', () => {
    fc.assert(
      fc.property(anyOrder, anyTries, (steps, tries) => {
        const registration = aRegistration({ steps, step: steps[0]?.step ?? 'complete', ...withPhone });
        const done: string[] = [];
        for (const tried of tries) {
          const { step: due } = registration.state;
          const recorded = registration.recorded.length;
          if (tried === due) {
            doing[tried](registration);
            done.push(tried);
            continue;
          }
          expect(() => doing[tried](registration)).toThrow(
            expect.objectContaining({ code: 'step-out-of-order', details: { step: due } }),
          );
          expect([registration.state.step, registration.recorded.length]).toEqual([due, recorded]);
        }
        expect(done).toEqual(steps.map(({ step }) => step).slice(0, done.length));
        expect(registration.isComplete).toBe(done.length === steps.length);
        const completions = registration.recorded.filter(({ type }) => type === 'RegistrationCompleted');
        expect(completions).toHaveLength(registration.isComplete ? 1 : 0);
      }),
    );
  });

  it.each(names.flatMap((due) => names.filter((tried) => tried !== due).map((tried) => [tried, due] as const)))(
    'refuse %s while %s is due',
    (tried, due) => {
      const registration = aRegistration({ step: due, ...withPhone });
      expect(() => doing[tried](registration)).toThrow(
        expect.objectContaining({ kind: 'conflict', code: 'step-out-of-order', details: { step: due } }),
      );
    },
  );

  it('any number of wrong passcodes is refused, and at most the rules’ number of them judged', () => {
    const digits = fc.integer({ min: 0, max: 999_999 }).map((number) => String(number).padStart(6, '0'));
    fc.assert(
      fc.property(fc.array(digits, { maxLength: 12 }), (guesses) => {
        const registration = aRegistration({ step: 'otp', ...withPhone });
        registration.passcodeSent({ prefix: 'AB', hash, channel: 'sms' }, { rules, at });
        const wrong = guesses.filter((guess) => guess !== '123456');
        const codes = wrong.map((guess) => refusalTo(registration, guess));
        const judged = codes.filter((code) => code === 'otp-invalid');
        expect(judged).toHaveLength(Math.min(wrong.length, rules.tries));
        expect(codes.slice(rules.tries).every((code) => code === 'otp-void')).toBe(true);
        expect(registration.state.step).toBe('otp');
      }),
    );
  });
});
