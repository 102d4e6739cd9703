/** What the level across the organization alone gives. */
export const organizationActions = [
  'organization.read',
  'organization.domains.read',
  'organization.domains.manage',
  'organization.directory.manage',
  'organization.audit.read',
  'user.read',
  'user.manage',
  'notification.read',
  'affiliation.read',
  'affiliation.request',
  'affiliation.decide',
  'agreement.sign',
] as const;

/** What is done to one NPI: by its level, or by the organization's. */
export const npiActions = ['npi.read', 'pin.view', 'pin.reset'] as const;

/** What is done to one type of an NPI's correspondence: by the NPI's level and the type granted for it (MC-PRM-10). */
export const correspondenceActions = [
  'correspondence.search',
  'correspondence.read',
  'correspondence.export',
  'tax-document.read',
] as const;

/** What a member may be allowed in an organization; a pack that names anything else does not boot. */
export const memberActions = [...organizationActions, ...npiActions, ...correspondenceActions] as const;

/** What of an organization an action is done to. */
export type Part = 'organization' | 'npi' | 'correspondence';

/** A member action and the part that it is about. */
export const partsOfActions: ReadonlyMap<string, Part> = new Map<string, Part>([
  ...organizationActions.map((action) => [action, 'organization'] as const),
  ...npiActions.map((action) => [action, 'npi'] as const),
  ...correspondenceActions.map((action) => [action, 'correspondence'] as const),
]);
