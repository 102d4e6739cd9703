import { refusal } from '@portico/kernel';
import type { LevelSet, TypesSet } from './member.events.js';
import type { MemberState, NpiGrant, NpiLevel, TypeGrant } from './member-state.js';

export const npiNotAssigned = refusal(
  'conflict',
  'npi-not-assigned',
  'Correspondence is granted on NPIs that the user is assigned to: assign the NPI first.',
);

export interface Assignment {
  readonly npi: string;
  readonly level: NpiLevel;
  /** In force from then, until just before then; ISO 8601. */
  readonly from?: string;
  readonly to?: string;
}

export interface TypesOfNpi {
  readonly npi: string;
  readonly types: readonly string[];
}

type Given = Pick<NpiGrant, 'by' | 'at'>;
type Grants = Pick<MemberState, 'npis' | 'types'>;

const byNpi = (one: { npi: string }, other: { npi: string }): number => (one.npi < other.npi ? -1 : 1);

const mapped = <G extends { npi: string }>(grants: readonly G[]): Map<string, G> =>
  new Map(grants.map((grant) => [grant.npi, grant]));

const listed = <G extends { npi: string }>(grants: Map<string, G>): G[] => [...grants.values()].sort(byNpi);

/** The grants after these assignments, and what changed by them; None takes the NPI's types along (D-34). */
export function assigned(
  state: Grants,
  assignments: readonly Assignment[],
  given: Given,
): Grants & { levels: LevelSet[]; cleared: string[] } {
  const [npis, types] = [mapped(state.npis), mapped(state.types)];
  const levels: LevelSet[] = [];
  const cleared: string[] = [];
  for (const assignment of mapped(assignments).values()) {
    const change = changeOf(npis.get(assignment.npi), assignment);
    if (!change) continue;
    levels.push(change);
    assign(npis, assignment, given);
    if (change.after === 'none' && types.delete(change.npi)) cleared.push(change.npi);
  }
  return { npis: listed(npis), types: listed(types), levels, cleared };
}

function assign(npis: Map<string, NpiGrant>, { npi, level, from, to }: Assignment, { by, at }: Given): void {
  if (level === 'none') npis.delete(npi);
  else npis.set(npi, { npi, level, ...(from && { from }), ...(to && { to }), by, at });
}

function changeOf(held: NpiGrant | undefined, { npi, level, from, to }: Assignment): LevelSet | undefined {
  const before = held?.level ?? 'none';
  if (level === 'none') return before === 'none' ? undefined : { npi, before, after: level };
  if (before === level && held?.from === from && held?.to === to) return undefined;
  return { npi, before, after: level, ...(from && { from }), ...(to && { to }) };
}

/** The types after these grants, and what changed by them; only on NPIs that are assigned (MC-PRM-10). */
export function granted(
  state: Grants,
  grants: readonly TypesOfNpi[],
  given: Given,
): Pick<Grants, 'types'> & { sets: TypesSet[] } {
  mustBeAssigned(state.npis, grants, given.at);
  const types = mapped(state.types);
  const sets: TypesSet[] = [];
  for (const { npi, types: wanted } of mapped(grants).values()) {
    const before = types.get(npi)?.types ?? [];
    const after = [...new Set(wanted)].sort();
    if (before.join() === after.join()) continue;
    sets.push({ npi, before, after });
    grant(types, { npi, types: after, ...given });
  }
  return { types: listed(types), sets };
}

function grant(types: Map<string, TypeGrant>, given: TypeGrant): void {
  if (given.types.length === 0) types.delete(given.npi);
  else types.set(given.npi, given);
}

/** One that has ended is none; one that is yet to begin is. */
function mustBeAssigned(held: readonly NpiGrant[], grants: readonly TypesOfNpi[], at: string): void {
  const open = new Set(
    held.filter(({ to }) => to === undefined || Date.parse(to) > Date.parse(at)).map(({ npi }) => npi),
  );
  const npis = grants.filter(({ npi, types }) => types.length > 0 && !open.has(npi)).map(({ npi }) => npi);
  if (npis.length > 0) throw npiNotAssigned({ npis });
}
