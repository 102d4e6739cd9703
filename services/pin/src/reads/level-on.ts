import type { NpiLevel, Rights } from '@portico/access';

const ranks: readonly NpiLevel[] = ['none', 'processor', 'admin'];

/** The highest level that the person holds on an NPI at this moment, by the organization's or by its own. */
export function levelOn(rights: Rights, npi: string, at: Date): NpiLevel {
  const held = rights.levelsOn(npi).filter((level) => level.whyNotAt(at.getTime()) === undefined);
  const rank = Math.max(
    ...[rights.standing.orgRole, ...held.map(({ grant }) => grant.level)].map((level) => ranks.indexOf(level)),
  );
  return ranks[rank] ?? 'none';
}
