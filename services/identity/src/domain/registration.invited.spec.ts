import { describe, expect, it } from '@jest/globals';
import { type Refusal } from '@portico/kernel';
import { aDocument, aProgram } from '@portico/program/testing';
import { dana, invitationId, memberId, organizationId } from '../../test/invitation.builders.js';
import { aPhone, aRegistration, days, later, passcodeRules as rules, today } from '../../test/registration.builders.js';
import { Registration, type RegistrationState } from './registration.js';
import type { Secrets } from './secrets.js';

const invitation = {
  id: invitationId,
  memberId,
  count: 2,
  salt: 'salt of the link',
  organizationName: 'Sunrise Clinic',
  firstName: 'Dana',
  lastName: 'Quill',
};
const beginning = {
  id: 'registration',
  invitation,
  program: 'test-plan',
  organizationId,
  userId: 'user',
  flow: 'register-user' as const,
  email: dana,
  steps: aProgram().flows['register-user'],
  salt: 'salt',
  expiresAt: later(days(7)),
};
const secrets = { same: (one: string, other: string) => one === other } as Secrets;
const judging = { rules, at: today, secrets };

const invited = (change: Partial<RegistrationState> = {}): Registration =>
  new Registration({ ...Registration.start(beginning, today).state, ...change }, 1);

const refusedBy = (work: () => unknown): Partial<Refusal> => {
  try {
    work();
  } catch (error) {
    return { kind: (error as Refusal).kind, code: (error as Refusal).code };
  }
  return {};
};

describe('the registration of an invited person', () => {
  it('begins at the terms, and says which invitation admitted it [MC-INV-05]', () => {
    const registration = Registration.start(beginning, today);
    expect(registration.state).toEqual({ ...beginning, step: 'terms', startedAt: today, acceptances: [] });
    expect(registration.recorded).toEqual([
      {
        type: 'RegistrationStarted',
        registrationId: 'registration',
        invitationId,
        program: 'test-plan',
        flow: 'register-user',
      },
    ]);
  });

  it('keeps both boxes of the terms, with the version that was read [MC-INV-06]', () => {
    const document = { ...aDocument({ boxes: [] }), boxes: [{ id: 'agree' }, { id: 'authorized' }] };
    const registration = invited();
    expect(() => registration.accept('terms', { document, accepted: ['agree'] }, { at: today })).toThrow(
      expect.objectContaining({ code: 'boxes-required' }),
    );
    registration.accept('terms', { document, accepted: ['authorized', 'agree'] }, { at: today });
    expect(registration.state.acceptances).toMatchObject([
      { document: 'terms', version: '1', box: 'agree' },
      { document: 'terms', version: '1', box: 'authorized' },
    ]);
  });

  it('is complete with the passcode, which asks for the invitation to be accepted [MC-INV-09]', () => {
    const registration = invited({ step: 'account' });
    registration.enterAccount({ firstName: 'Dan', lastName: 'Quill', phone: aPhone }, today);
    registration.passcodeSent({ prefix: 'AB', hash: 'right', channel: 'sms' }, judging);
    const sent = new Registration(registration.state, 2);
    expect(sent.provePasscode('wrong', judging)).toMatchObject({ code: 'otp-invalid' });
    expect(sent.provePasscode('right', judging)).toBeUndefined();
    expect(sent.state).toMatchObject({ step: 'complete', completedAt: today, firstName: 'Dan' });
    expect(sent.recorded.slice(1)).toEqual([
      { type: 'RegistrationAdvanced', registrationId: 'registration', done: 'otp', step: 'complete' },
      {
        type: 'InvitedRegistrationCompleted',
        registrationId: 'registration',
        invitationId,
        organizationId,
        memberId,
        userId: 'user',
        program: 'test-plan',
        count: 2,
      },
    ]);
  });

  it('is taken up again where it was left, until it is complete [MC-REG-19] [MC-INV-02]', () => {
    const left = invited({ step: 'account' });
    left.resume(dana);
    expect(left.state.step).toBe('account');
    expect(left.recorded).toEqual([]);
    expect(refusedBy(() => invited({ step: 'complete' }).resume(dana))).toEqual({
      kind: 'gone',
      code: 'invitation-used',
    });
  });

  it('ends with its invitation, in the words of invitations [MC-INV-03]', () => {
    const lastMoment = new Date(beginning.expiresAt.getTime() - 1);
    expect(() => invited().mustBeAt('terms', lastMoment)).not.toThrow();
    expect(refusedBy(() => invited().mustBeAt('terms', beginning.expiresAt))).toEqual({
      kind: 'gone',
      code: 'invitation-expired',
    });
    expect(refusedBy(() => aRegistration().mustBeAt('terms', later(days(30))))).toMatchObject({
      code: 'token-expired',
    });
  });

  it.each([
    ['used', 'invitation-used'],
    ['replaced', 'invitation-replaced'],
    ['revoked', 'invitation-revoked'],
  ] as const)('comes to nothing when the invitation was %s meanwhile', (end, code) => {
    const registration = invited({ step: 'complete', completedAt: today });
    registration.mustNotBeClosed();
    registration.close(today, end);
    registration.close(later(1), 'used');
    expect(registration.state).toMatchObject({ closedAt: today, closedBecause: end });
    expect(registration.recorded).toEqual([{ type: 'RegistrationClosed', registrationId: 'registration' }]);
    for (const look of [() => registration.mustNotBeClosed(), () => registration.resume(dana)])
      expect(refusedBy(look)).toEqual({ kind: 'gone', code });
    expect(refusedBy(() => registration.mustBeAt('otp', today))).toEqual({ kind: 'gone', code });
  });
});
