import { Injectable } from '@nestjs/common';
import { type PasscodeMessage, PasscodeNotSent, PasscodeSender } from '@portico/delivery';
import { Clock, milliseconds, Random, type Refusal, refusal } from '@portico/kernel';
import { Programs } from '@portico/program';
import { Attempts, type Budget } from '../domain/attempts.js';
import {
  newPasscode,
  otpLocked,
  otpTooMany,
  type Passcode,
  passcodeHash,
  type PasscodeState,
} from '../domain/passcode.js';
import { Secrets } from '../domain/secrets.js';

export const passcodeNotSent = refusal(
  'unavailable',
  'passcode-not-sent',
  'The passcode could not be sent. Please ask for another in a moment.',
);
export const phoneUnreachable = refusal(
  'invalid',
  'phone-unreachable',
  'This phone cannot be reached this way. Please choose the other one.',
);

/** Where a passcode goes: E.164 number, and the id of what it is about. */
export interface Destination {
  program: string;
  channel: 'sms' | 'voice';
  to: string;
  about: string;
  /** What it is bound to, if that is more than what it is about. */
  flow?: string;
}

/** Keeps the new passcode in its flow; throws when it may not be sent, or was outrun. */
export type Keep = (fresh: Pick<PasscodeState, 'prefix' | 'hash'>) => Promise<void>;

const hour = 60 * 60_000;
const month = 30 * 24 * hour;

/** Wrong guesses since the last right one: ten, then a pause that doubles, so that a hundred take more than a month. */
const wrongGuesses: Budget = { limit: 10, windowMs: month, lock: { firstMs: hour, growth: 2, longestMs: month } };

/** Makes passcodes, counts how many one phone gets, keeps their hash, and sends them; in this order (MC-OTP-04). */
@Injectable()
export class Passcodes {
  constructor(
    private readonly programs: Programs,
    private readonly attempts: Attempts,
    private readonly secrets: Secrets,
    private readonly sender: PasscodeSender,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  async send(destination: Destination, keep: Keep): Promise<void> {
    const passcode = newPasscode(this.random, this.programs.get(destination.program).passcode.prefixLetters);
    const hash = passcodeHash(destination.flow ?? destination.about, passcode.digits, this.secrets);
    await this.counted(destination, () => keep({ prefix: passcode.prefix, hash }));
    await this.sent(this.message(destination, passcode));
  }

  /**
   * Judges a guess, saves it and answers its refusal by `judge`. Wrong ones count for `whose` account or registration: a
   * new passcode, link or session does not begin anew. Those at once are few, for each passcode takes only some.
   */
  async judged(whose: string, judge: () => Promise<Refusal | undefined>): Promise<void> {
    const key = `passcode-guesses:${whose}`;
    const { allowed, retryAfter } = await this.attempts.look(key, wrongGuesses, this.clock.now());
    if (!allowed) throw otpLocked({ retryAfter });
    const refused = await judge();
    if (!refused) return this.attempts.forget(key);
    await this.attempts.take(key, wrongGuesses, this.clock.now());
    throw refused;
  }

  private async sent(message: PasscodeMessage): Promise<void> {
    try {
      await this.sender.send(message);
    } catch (error) {
      if (!(error instanceof PasscodeNotSent)) throw error;
      throw error.reason === 'unreachable-number' ? phoneUnreachable() : passcodeNotSent({ retryAfter: 30 });
    }
  }

  /** The phone's budget, of all flows together; what was not kept was not sent, and does not count. */
  private async counted(destination: Destination, keep: () => Promise<void>): Promise<void> {
    const key = `passcodes-to:${this.secrets.hash('phone', destination.to)}`;
    const { allowed, retryAfter } = await this.attempts.take(key, this.budgetOf(destination), this.clock.now());
    if (!allowed) throw otpTooMany({ retryAfter });
    try {
      await keep();
    } catch (error) {
      await this.attempts.giveBack(key);
      throw error;
    }
  }

  private budgetOf({ program }: Destination): Budget {
    const { limit, window } = this.programs.get(program).passcode.sends;
    return { limit, windowMs: milliseconds(window) };
  }

  private message({ program, channel, to, about }: Destination, { prefix, digits }: Passcode): PasscodeMessage {
    const code = `${prefix}-${digits}`;
    const text = this.programs.message(program, `passcode-${channel}`, { prefix, digits, code });
    return { channel, to, text, code, about };
  }
}
