import { correspondenceActions, memberActions, npiActions, organizationActions } from '@portico/access';
import { type Check, unknown } from './check.js';
import { policyOf } from './policy-of.js';

const partActions: readonly string[] = [...npiActions, ...correspondenceActions];
const wideActions: readonly string[] = [...organizationActions, ...npiActions];

/** Levels may give only what they can give, and nobody may hold what the Org Admin who grants it does not (MC-PRM-18). */
export const roleChecks: Check[] = [
  function* organizationLevels({ roles: { organization } }) {
    yield* unknown(organization.admin, memberActions, '/roles/organization/admin');
    // Correspondence goes by the type that was granted for an NPI, unless to an Org Admin.
    yield* unknown(organization.processor, wideActions, '/roles/organization/processor');
    yield* unknown(organization.none, organizationActions, '/roles/organization/none');
  },
  function* npiLevels({ roles: { npi } }) {
    yield* unknown(npi.admin, partActions, '/roles/npi/admin');
    yield* unknown(npi.processor, partActions, '/roles/npi/processor');
    if (npi.none.length > 0) yield ['/roles/npi/none', 'must be empty: None is no access to the NPI'];
  },
  function* adminHoldsAll(program) {
    const { organization, npi } = policyOf(program);
    const given = [organization.processor, organization.none, npi.admin, npi.processor].flat();
    const missing = new Set(given.filter((action) => !organization.admin.includes(action)));
    for (const action of missing) yield ['/roles/organization/admin', `lacks ${action}, which another level holds`];
  },
];
