import type { Policy } from '@portico/access';
import type { Program } from './program.js';

const policies = new WeakMap<Program, Policy>();
const pinActions = ['pin.view', 'pin.reset'];

/** What each level may do, after the program's switch for PINs: `view-reset` gives them to the Processor of an NPI too (D-33). */
export function policyOf(program: Program): Policy {
  const known = policies.get(program);
  if (known) return known;
  const { organization, npi } = program.roles;
  const added = program.pin.processor === 'view-reset' ? pinActions : [];
  const policy = { organization, npi: { ...npi, processor: [...new Set([...npi.processor, ...added])] } };
  policies.set(program, policy);
  return policy;
}
