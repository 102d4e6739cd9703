import { Injectable } from '@nestjs/common';
import { ClaimGatekeeper } from '@portico/access';
import { type Actor, after, Clock, refusal } from '@portico/kernel';
import { Programs } from './programs.js';

export const freshPasscodeRequired = refusal('forbidden', 'otp-required', 'Please prove a passcode for this first.');

/** Where a session proves a passcode, as the edge names it. */
const challenge = '/v1/session/otp';

/** Admits by the claim; to what the actor's program lists in `stepUp`, only with a fresh passcode (MC-OTP-03). */
@Injectable()
export class StepUpGatekeeper extends ClaimGatekeeper {
  constructor(
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async admit(actor: Actor, action: string): Promise<void> {
    await super.admit(actor, action);
    if (this.asksForPasscode(actor, action)) throw freshPasscodeRequired({ action, challenge });
  }

  private asksForPasscode({ kind, program, passcodeAt }: Actor, action: string): boolean {
    if (kind !== 'user' || program === undefined) return false;
    const { stepUp, passcode } = this.programs.get(program);
    return stepUp.includes(action) && !this.isFresh(passcodeAt, passcode.freshness);
  }

  private isFresh(passcodeAt: string | undefined, freshness: string): boolean {
    return passcodeAt !== undefined && this.clock.now() < after(new Date(passcodeAt), freshness);
  }
}
