import { milliseconds } from '@portico/kernel';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A length of time in words, `30 minutes`: an ISO 8601 duration, or a number of seconds. */
export function durationWords(length: unknown, language: string): string {
  const total = typeof length === 'number' ? length * 1000 : milliseconds(String(length));
  // A whole day reads better as 24 hours when it limits what a person may do.
  const [unit, size] = units.find(([name, each]) => total % each === 0 && total >= each * (name === 'day' ? 2 : 1)) ?? units[3];
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.ceil(total / size));
}

/** A moment in words, in the zone of the program. */
export function momentWords(at: unknown, language: string, zone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: zone }).format(moment(at));
}

/** A day in words, in the zone of the program. */
export function dayWords(at: unknown, language: string, zone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(moment(at));
}

function moment(at: unknown): Date {
  const date = at instanceof Date ? at : new Date(String(at));
  if (Number.isNaN(date.getTime())) throw new RangeError('a template was given something that is no moment');
  return date;
}
