import { heldBy } from './effects-of.js';
import type { Effect } from './effects.js';
import type { MemberState } from './member.js';

/** A member who may hold an NPI: by a level on it, or as an Org Admin. */
export type Holder = Pick<MemberState, 'memberId' | 'status' | 'lapsesAt' | 'orgRole' | 'npis'>;

/** Finds the members whom the leaving of an NPI concerns. */
export abstract class Holders {
  /** Members with a level on the NPI, and those of these ids. */
  abstract of(organizationId: string, npi: string, admins: readonly string[]): Promise<readonly Holder[]>;
}

/** So many fit into an answer. */
const mostNamed = 1_999;

/** What the leaving of an NPI does: the same whether it is made or only asked about (MC-PIN-13). */
export function effectsOfLeaving(npi: string, holders: readonly Holder[], at: Date): Effect[] {
  const losing = holders.filter((holder) => heldBy(holder, [npi], at).has(npi)).map(({ memberId }) => memberId);
  const lost = losing.sort().slice(0, mostNamed);
  return [{ kind: 'npi-removed', npi }, ...lost.map((userId) => ({ kind: 'access-lost', userId, npi }) as const)];
}
