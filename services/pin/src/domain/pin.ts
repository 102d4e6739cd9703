import { Aggregate, dayIn, nextDayIn, type Random, refusal } from '@portico/kernel';
import { newPin } from './pin-digits.js';
import type { PinEvent } from './pin.events.js';

export const pinResetLimit = refusal('conflict', 'pin-reset-limit', 'This PIN was reset today. Try again tomorrow.');
export const pinNotReady = refusal(
  'unavailable',
  'pin-not-ready',
  'The PIN of this NPI is being made. Please try again in a moment.',
);

export interface PinState {
  readonly id: string;
  readonly program: string;
  readonly npi: string;
  /** Sealed where it is stored. */
  readonly pin: string;
  readonly since: Date;
  /** From when on it may be reset again: when the calendar day of the last reset is over. */
  readonly nextResetAt?: Date;
  /** Members to whom this very PIN was shown last, each with a fact; as many as there are commands remembered. */
  readonly shownTo: readonly string[];
}

/** Where an NPI is held, and who acts there. */
export interface Holder {
  readonly organizationId: string;
  readonly memberId: string;
}

/** How a program's PINs are made. */
export interface Making {
  readonly random: Random;
  readonly digits: number;
}

/** The moment, and the zone in which its calendar day is judged (D-38). */
export interface Moment {
  readonly at: Date;
  readonly zone: string;
}

/** A program knows one PIN per NPI, whichever organization holds it. */
export const pinIdOf = (program: string, npi: string): string => `${program}|${npi}`;

const remembered = 20;

/** The number by which the department's phone lines know a provider: shown and reset with a record, sealed at rest. */
export class Pin extends Aggregate<PinState, PinEvent> {
  static issue(
    { organizationId, program, npi }: { organizationId: string; program: string; npi: string },
    { random, digits }: Making,
    since: Date,
  ): Pin {
    const id = pinIdOf(program, npi);
    const pin = new Pin({ id, program, npi, pin: newPin(random, digits), since, shownTo: [] });
    pin.become({}, { type: 'PinIssued', organizationId, npi });
    return pin;
  }

  /** Shows it to a member: whoever saves this may answer with the PIN, nobody else (MC-PIN-06). */
  reveal({ organizationId, memberId }: Holder): void {
    const others = this.state.shownTo.filter((other) => other !== memberId);
    const shownTo = [...others, memberId].slice(-remembered);
    this.become({ shownTo }, { type: 'PinRevealed', organizationId, npi: this.state.npi, memberId });
  }

  /** Shows it for a command that did so before: another record, of its own kind unless the PIN is another one by now. */
  showAgain({ organizationId, memberId }: Holder): void {
    if (!this.wasShownTo(memberId)) return this.reveal({ organizationId, memberId });
    this.become({}, { type: 'PinShownAgain', organizationId, npi: this.state.npi, memberId });
  }

  /** Whether there is a fact that this member saw the PIN as it is now. */
  private wasShownTo(memberId: string): boolean {
    return this.state.shownTo.includes(memberId);
  }

  /** Once per calendar day of the program; refuses `pin-reset-limit` with the next moment (MC-PIN-08, D-38). */
  reset({ organizationId, memberId }: Holder, { random, digits }: Making, { at, zone }: Moment): void {
    const { npi, pin: before, nextResetAt } = this.state;
    if (nextResetAt && at < nextResetAt) throw pinResetLimit({ nextResetAt: nextResetAt.toISOString() });

    this.become(
      { pin: newPin(random, digits, before), since: at, nextResetAt: nextDayIn(at, zone), shownTo: [] },
      { type: 'PinReset', organizationId, npi, memberId, day: dayIn(at, zone) },
    );
  }
}
