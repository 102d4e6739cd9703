/** Provider numbers of the stage: two of A, one that A held once, one of B, one of nobody. */
export type NpiName = 'A1' | 'A2' | 'A3' | 'B1' | 'nobody’s';
export type OrganizationName = 'A' | 'B' | 'nowhere';
export type Level = 'admin' | 'processor' | 'none';
export type Door = 'http' | 'bus';

/** Whoever asks, as far as it decides what they may: no more is known to the oracle. */
export interface Role {
  name: string;
  kind: 'nobody' | 'flow' | 'person' | 'process';
  doors: readonly Door[];
  process?: string;
  staff?: boolean;
  /** The organization in view, as the claim says. */
  view?: 'A' | 'B';
  /** What that organization gave; absent for who is no active member of it. */
  standing?: { level: Level; npis: Partial<Record<NpiName, Level>> };
  /** Organizations of which they are active members. */
  belongs: readonly ('A' | 'B')[];
  /** A passcode was proven lately. */
  fresh: boolean;
}

/** What is asked for, as far as it decides. */
export interface Target {
  organization?: OrganizationName;
  /** To which organization the named user, request, decision or domain belongs. */
  of?: OrganizationName;
  /** It names the one who asks. */
  self?: boolean;
  /** It belongs to the one who asks; not, when false. */
  mine?: boolean;
  npi?: NpiName;
  /** The body gives what the one who asks does not hold. */
  beyond?: boolean;
}

/** Who is let in to an operation. A member with a `right` needs a level that gives it; `self` needs it for others only. */
export type Row =
  | { who: 'anyone' }
  | { who: 'flow' }
  | { who: 'person'; stepUp?: string }
  | { who: 'staff' }
  | { who: 'process'; named: readonly string[] }
  | { who: 'member'; right?: string; exceptSelf?: boolean }
  /** Shows what one holds: to who holds nothing, nothing. */
  | { who: 'member'; shows: string };

/** `empty`: answered, with nothing in it. `refused`: any of the three that refuse. */
export type Verdict = 'allowed' | 'empty' | 'unauthenticated' | 'forbidden' | 'hidden' | 'refused';

type Fields = Record<string, unknown>;

/** The statuses that count as getting through; `through` is every answer of a domain, also no and not found. */
export type Through = readonly number[] | 'through';

/** One way to ask for an operation. */
export interface Probe {
  /** What is special about it, in words. */
  at: string;
  input: Fields;
  target: Target;
  /** Put beside the path, in the body or the query, where it must change nothing. */
  beside?: Fields;
  then?: Through;
  /** What the session is used for would end it or change it: one of its own. */
  spends?: boolean;
}

/** What came back. */
export interface Seen {
  status: number;
  code: string;
  decisionId?: string;
  /** How many things a list showed. */
  items?: number;
  /** The answer as it came. */
  text: string;
}
