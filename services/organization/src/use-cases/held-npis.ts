import { refusal } from '@portico/kernel';
import type { Organization } from '../domain/organization.js';

export const npiNotHeld = refusal(
  'forbidden',
  'npi-not-held',
  'You cannot give what you do not hold: an NPI of your organization.',
);

/** An Org Admin holds the NPIs of the organization, and gives nothing else (MC-PRM-18); one that is not refuses all of it. */
export function mustHold({ state }: Organization, named: readonly { npi: string }[]): void {
  const held = new Set(state.npis.map(({ npi }) => npi));
  const npis = named.map(({ npi }) => npi).filter((npi) => !held.has(npi));
  if (npis.length > 0) throw npiNotHeld({ npis });
}
