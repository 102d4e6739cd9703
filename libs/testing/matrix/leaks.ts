import type { Cell } from './matrix.js';
import { policy } from './policy.js';
import type { Stage } from './stage.js';

/** What only one organization has: in no answer to somebody who looks at the other one. */
function ofOne({ organizations, npis, users, requests, decisions }: Stage, name: 'A' | 'B'): string[] {
  const { id, onFile } = organizations[name];
  const held = name === 'A' ? [npis.A1, npis.A2, npis.A3] : [npis.B1];
  const people = name === 'A' ? [users.scratch, users.invited, users.gone] : [users.ofB];
  return [id, onFile.legalName, ...held, ...people, requests[name], decisions[name]];
}

/** Things of the organization that is not in view which an answer names, though nobody asked by them. */
export function leakedIn(stage: Stage, { asking, role, probe, seen }: Cell): string[] {
  if (role.view === undefined || policy[asking.name]?.who !== 'member') return [];
  const asked = JSON.stringify([probe.input, probe.beside]);
  const foreign = ofOne(stage, role.view === 'A' ? 'B' : 'A');
  return foreign.filter((each) => seen?.text.includes(each) && !asked.includes(each));
}
