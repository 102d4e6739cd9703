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
  const [unit, size] =
    units.find(([name, each]) => total % each === 0 && total >= each * (name === 'day' ? 2 : 1)) ?? units[3];
  return lengthIn(unit, language).format(Math.ceil(total / size));
}

/** Formats are dear to make; a platform speaks few languages and lies in few zones. */
function kept<F>(make: (...parts: string[]) => F): (...parts: string[]) => F {
  const made = new Map<string, F>();
  return (...parts) => {
    const key = parts.join('|');
    const format = made.get(key) ?? make(...parts);
    made.set(key, format);
    return format;
  };
}

/** The payers are of one country: its names of zones, its hours of the day. */
const localeOf = (language: string): string => (language.includes('-') ? language : `${language}-US`);

const lengthIn = kept(
  (unit, language) => new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' }),
);

const dayAndTime = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

const momentIn = kept((language, timeZone) => new Intl.DateTimeFormat(localeOf(language), { ...dayAndTime, timeZone }));

const dayIn = kept(
  (language, timeZone) => new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone }),
);

/** A moment in words, in the zone of the program. */
export const momentWords = (at: unknown, language: string, zone: string): string =>
  momentIn(language, zone).format(moment(at));

/** A day in words, in the zone of the program. */
export const dayWords = (at: unknown, language: string, zone: string): string =>
  dayIn(language, zone).format(moment(at));

function moment(at: unknown): Date {
  const date = at instanceof Date ? at : new Date(String(at));
  if (Number.isNaN(date.getTime())) throw new RangeError('a template was given something that is no moment');
  return date;
}
