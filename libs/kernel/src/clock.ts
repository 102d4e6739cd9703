import { DateTime, Duration } from 'luxon';

/** The only source of time. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands at a moment and can be moved; for tests, and under the development clock. */
export class MovableClock extends Clock {
  #offset = 0;

  constructor(private readonly base: Clock = new SystemClock()) {
    super();
  }

  now(): Date {
    return new Date(this.base.now().getTime() + this.#offset);
  }

  get offset(): number {
    return this.#offset;
  }

  /** Milliseconds between real time and this clock. */
  shiftTo(offset: number): void {
    this.#offset = offset;
  }

  /** An ISO 8601 duration, e.g. `P30D`, `PT30M`, `-PT1S`. */
  advance(duration: string): void {
    this.#offset += milliseconds(duration);
  }

  set(instant: Date): void {
    this.#offset = instant.getTime() - this.base.now().getTime();
  }
}

/** A clock that does not run; tests move it by `advance`. */
export class StoppedClock extends MovableClock {
  constructor(at: Date) {
    super({ now: () => at });
  }
}

/** The length of an ISO 8601 duration in milliseconds. */
export function milliseconds(duration: string): number {
  const length = Duration.fromISO(duration);
  if (!length.isValid) throw new RangeError(`not an ISO 8601 duration: ${duration}`);
  return length.toMillis();
}

export const after = (at: Date, duration: string): Date => new Date(at.getTime() + milliseconds(duration));

/** The last millisecond of the business day that lies `days` after `at`, in the program's zone (D-01). */
export function endOfDayAfter(at: Date, days: number, zone: string): Date {
  return DateTime.fromJSDate(at, { zone }).plus({ days }).endOf('day').toJSDate();
}

/** The calendar day of an instant in a zone, `2026-11-22`. */
export const dayIn = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd');

/** The first instant of the calendar day after that of `at`, in a zone; days of 23 and 25 hours included. */
export const nextDayIn = (at: Date, zone: string): Date =>
  DateTime.fromJSDate(at, { zone }).plus({ days: 1 }).startOf('day').toJSDate();
