import type { Fact, Question } from './decision.js';
import type { Part } from './member-actions.js';
import type { HeldLevel, Rights } from './rights.js';

/** An active member's question, and what was found so far. */
export interface MemberCase {
  readonly rights: Rights;
  readonly question: Question;
  readonly because: Fact[];
}

/** Whether the member's levels give the action, by the organization's or by that of the NPI. */
export function holds(each: MemberCase, part: Part): boolean {
  if (acrossOrganization(each, part)) return true;
  if (part === 'organization') return false;
  const { npi, anyPart } = each.question.resource;
  if (npi !== undefined) return onNpi(each, npi, part);
  if (anyPart) return onAnyNpi(each, part);
  each.because.push({ kind: 'npi-not-named', source: 'npi-permissions' });
  return false;
}

/** The level across the organization covers every NPI, also those added later; an Org Admin's every type too (D-07). */
function acrossOrganization({ rights, question, because }: MemberCase, part: Part): boolean {
  const { orgRole } = rights.standing;
  const isGiven = gives(question.policy.organization, orgRole, question.action);
  const isHeld = isGiven && (part !== 'correspondence' || orgRole === 'admin');
  if (isHeld) because.push(rights.organizationLevel, { kind: 'policy', source: `policy:organization.${orgRole}` });
  else because.push({ ...rights.organizationLevel, kind: 'organization-level-without-action' });
  return isHeld;
}

/** Looks no further than the first NPI that does; when none does, their facts would fill a page and are left out. */
function onAnyNpi(each: MemberCase, part: Part): boolean {
  for (const npi of each.rights.npis()) {
    const because: Fact[] = [];
    if (!onNpi({ ...each, because }, npi, part)) continue;
    each.because.push(...because);
    return true;
  }
  each.because.push({ kind: 'no-npi-suffices', source: 'npi-permissions' });
  return false;
}

function onNpi(each: MemberCase, npi: string, part: Part): boolean {
  const { rights, because } = each;
  const levels = rights.levelsOn(npi);
  if (levels.length === 0) because.push({ kind: 'npi-not-assigned', source: 'npi-permissions', about: npi });
  const level = levels.find((held) => suffices(held, each));
  if (level === undefined) return false;
  because.push(level.fact);
  if (part === 'correspondence' && !isTypeGranted(each, npi)) return false;
  because.push({ kind: 'policy', source: `policy:npi.${level.grant.level}` });
  return true;
}

function suffices(held: HeldLevel, { question, because }: MemberCase): boolean {
  const { action, policy, at } = question;
  const idle = held.whyNotAt(at.getTime());
  if (idle) because.push(idle);
  if (idle) return false;
  const isGiven = gives(policy.npi, held.grant.level, action);
  if (!isGiven) because.push({ ...held.fact, kind: 'npi-level-without-action' });
  return isGiven;
}

function isTypeGranted({ rights, question, because }: MemberCase, npi: string): boolean {
  const { type, anyPart } = question.resource;
  if (type === undefined && !anyPart) because.push({ kind: 'type-not-named', source, about: npi });
  if (type === undefined && !anyPart) return false;
  const grant = rights.typesOn(npi).find(({ types }) => (type === undefined ? types.length > 0 : types.includes(type)));
  const about = `${npi} ${type ?? grant?.types[0] ?? 'any'}`;
  because.push(
    grant
      ? { kind: 'type-granted', source, about, by: grant.by, at: grant.at }
      : { kind: 'type-not-granted', source, about },
  );
  return grant !== undefined;
}

const source = 'correspondence-permissions';

/** A level that the policy does not know gives nothing, names off the prototype neither. */
function gives(levels: Readonly<Record<string, readonly string[]>>, level: string, action: string): boolean {
  return Object.hasOwn(levels, level) && (levels[level]?.includes(action) ?? false);
}
