import { milliseconds } from '@portico/kernel';

const passes = (check: () => unknown): boolean => {
  try {
    return Boolean(check());
  } catch {
    return false;
  }
};

/** The formats that the schema names, beyond what JSON Schema can say. */
export const formatChecks: Record<string, (value: string) => boolean> = {
  duration: (value) => passes(() => milliseconds(value) > 0),
  zone: (value) => passes(() => new Intl.DateTimeFormat('en', { timeZone: value })),
  web: (value) => passes(() => ['https:', 'http:'].includes(new URL(value).protocol)),
};
