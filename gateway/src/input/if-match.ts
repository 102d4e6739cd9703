import { refusal } from '@portico/kernel';

export const stale = refusal(
  'conflict',
  'stale',
  'This was changed in the meantime. Load it again and repeat your change.',
);

/** The version that `If-Match` names; nothing for `*` or no header. A weak or misspelt tag matches nothing (RFC 9110). */
export function versionIn(header: string | undefined): string | undefined {
  if (header === undefined || header === '*') return undefined;
  const tag = /^"([\x21\x23-\x7e]{1,20})"$/.exec(header.trim())?.[1];
  if (tag === undefined) throw stale();
  return tag;
}
