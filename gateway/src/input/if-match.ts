/** What no version is called. */
const noVersion = 'none';

/**
 * The version that `If-Match` names; nothing for `*` or no header. A weak or misspelt tag matches no version (RFC 9110).
 * Whoever knows the version refuses, after everything else that may be wrong: a precondition is the last thing to judge.
 */
export function versionIn(header: string | undefined): string | undefined {
  if (header === undefined || header === '*') return undefined;
  return /^"([\x21\x23-\x7e]{1,20})"$/.exec(header.trim())?.[1] ?? noVersion;
}
