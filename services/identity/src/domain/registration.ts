import { Aggregate, type Refusal, refusal } from '@portico/kernel';
import { acceptancesOf, mustBeAllBoxes } from './boxes.js';
import { type InvitationEnd, invitationExpired, invitationUsed, refusalOfEnd } from './invitation.js';
import {
  type Judging,
  mustBeLateEnough,
  mustBeOffered,
  type PasscodeState,
  refusalOf,
  sentPasscode,
} from './passcode.js';
import type { Phone } from './phone.js';
import { pointing } from './pointing.js';
import type { RegistrationEvent } from './registration.events.js';
import type { Beginning, RegistrationState } from './registration-state.js';
import { isBehind, type RegistrationStep, type ShownDocument, stepAfter } from './registration-steps.js';
import { tokenExpired, tokenUsed } from './registration-token.js';
import type { Secrets } from './secrets.js';

export { boxesRequired } from './boxes.js';
export type * from './registration-state.js';

export const registrationUnknown = refusal('not-found', 'registration-not-found', 'There is no such registration.');
export const stepOutOfOrder = refusal(
  'conflict',
  'step-out-of-order',
  'Another step of this registration comes first.',
);
export const phoneNotTextable = refusal(
  'invalid',
  'phone-not-textable',
  'This phone cannot receive text messages. Please choose a voice call.',
);
export const organizationAlreadyRegistered = refusal(
  'conflict',
  'organization-already-registered',
  'This organization is already registered. Please ask its Org Admin for access.',
);

/** A person on the way from a token, or an invitation, to an organization: the program's steps, one after the other (MC-REG-01..20). */
export class Registration extends Aggregate<RegistrationState, RegistrationEvent> {
  static start(beginning: Beginning, at: Date): Registration {
    const step = beginning.steps[0]?.step ?? 'complete';
    const registration = new Registration({ ...beginning, step, startedAt: at, acceptances: [] });
    const { id: registrationId, tokenId, invitation, program, flow } = beginning;
    const admitted = { tokenId, invitationId: invitation?.id };
    registration.become({}, { type: 'RegistrationStarted', registrationId, ...admitted, program, flow });
    return registration;
  }

  get isComplete(): boolean {
    return this.state.step === 'complete';
  }

  /** The order of steps is kept here: each is done when it is due and at no other time. */
  mustBeAt(step: RegistrationStep, at: Date): void {
    this.mustNotBeClosed();
    if (!this.isComplete && at >= this.state.expiresAt)
      throw this.state.invitation ? invitationExpired() : tokenExpired();
    if (this.state.step !== step) throw stepOutOfOrder({ step: this.state.step });
  }

  /** Done steps stay done, except the passcode: whoever comes back proves the phone again (D-08). Nobody else comes back. */
  resume(email: string): void {
    if (this.state.email !== email) throw tokenUsed();
    this.mustNotBeClosed();
    if (this.isComplete) throw this.state.invitation ? invitationUsed() : tokenUsed();
    if (!isBehind(this.state.steps, 'otp', this.state.step)) return;

    this.become(
      { step: 'otp', passcode: undefined, passcodeProvenAt: undefined },
      { type: 'RegistrationResumed', registrationId: this.id, step: 'otp' },
    );
  }

  /** Every box of the document, and no other (MC-REG-03, MC-REG-10); each is kept for itself. */
  accept(
    step: 'terms' | 'conditions',
    shown: { document?: ShownDocument; accepted: readonly string[] },
    { at, address }: { at: Date; address?: string },
  ): void {
    this.mustBeAt(step, at);
    mustBeAllBoxes(shown.document?.boxes ?? [], shown.accepted);
    const agreed = shown.document ? acceptancesOf(shown.document, { at, ...(address && { address }) }) : [];
    this.advance({ acceptances: [...this.state.acceptances, ...agreed] }, at);
  }

  /** What was typed matched the data on file; of it, only names and phone stay here (MC-REG-05). */
  enterAccount(person: { firstName: string; lastName: string; phone: Phone }, at: Date): void {
    this.mustBeAt('account', at);
    const { firstName, lastName, phone } = person;
    this.advance({ firstName, lastName, mobilePhone: phone.number, textable: phone.textable }, at);
  }

  /** Refuses a passcode that may not be sent now, or not this way. */
  mustTakePasscode(channel: 'sms' | 'voice', judging: Judging): void {
    this.mustBeAt('otp', judging.at);
    mustBeOffered(channel, judging.rules);
    if (channel === 'sms' && !this.state.textable) throw phoneNotTextable(pointing('/channel', phoneNotTextable));
    mustBeLateEnough(this.state.passcode, judging);
  }

  passcodeSent(fresh: Pick<PasscodeState, 'prefix' | 'hash' | 'channel'>, judging: Judging): void {
    this.mustTakePasscode(fresh.channel, judging);
    this.become(
      { passcode: sentPasscode(fresh, this.state.passcode, judging) },
      { type: 'PasscodeSent', flowId: this.id, channel: fresh.channel },
    );
  }

  /** A wrong try is counted here and the refusal answered, to be thrown once the count is saved. */
  provePasscode(typedHash: string, judging: Judging & { secrets: Secrets }): Refusal | undefined {
    this.mustBeAt('otp', judging.at);
    const refused = refusalOf(typedHash, this.state.passcode, judging);
    if (!refused) return this.advance({ passcode: undefined, passcodeProvenAt: judging.at }, judging.at);
    if (refused.passcode === this.state.passcode) throw refused.refusal;

    this.become({ passcode: refused.passcode }, { type: 'PasscodeRefused', flowId: this.id });
    return refused.refusal;
  }

  /** The membership exists. */
  provisioned(at: Date): void {
    if (this.state.provisionedAt) return;
    const { id: registrationId, userId } = this.state;
    this.become({ provisionedAt: at }, { type: 'RegistrationProvisioned', registrationId, userId });
  }

  /** Nothing came of it: the organization was another registration's first (MC-TOK-08), or the invitation has ended so. */
  close(at: Date, closedBecause?: InvitationEnd): void {
    if (this.state.closedAt || this.state.provisionedAt) return;
    this.become({ closedAt: at, closedBecause }, { type: 'RegistrationClosed', registrationId: this.id });
  }

  mustNotBeClosed(): void {
    const { closedAt, closedBecause } = this.state;
    if (closedAt) throw closedBecause ? refusalOfEnd[closedBecause]() : organizationAlreadyRegistered();
  }

  private advance(change: Partial<RegistrationState>, at: Date): undefined {
    const { steps, step: done } = this.state;
    const step = stepAfter(steps, done);
    this.become({ ...change, step }, { type: 'RegistrationAdvanced', registrationId: this.id, done, step });
    if (step === 'complete') this.complete(at);
  }

  private complete(at: Date): void {
    this.become({ completedAt: at }, this.completed());
  }

  private completed(): RegistrationEvent {
    const { id: registrationId, tokenId = '', invitation, program, organizationId, userId, flow, email } = this.state;
    const ids = { registrationId, program, organizationId, userId };
    if (invitation) {
      const { id: invitationId, memberId, count } = invitation;
      return { type: 'InvitedRegistrationCompleted', ...ids, invitationId, memberId, count };
    }
    const emailDomain = email.slice(email.lastIndexOf('@') + 1);
    return { type: 'RegistrationCompleted', ...ids, tokenId, flow, emailDomain };
  }
}
