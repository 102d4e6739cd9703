/** What a level may be allowed in an organization; a pack that names anything else does not boot. */
export const memberActions = [
  'organization.read',
  'organization.domains.read',
  'organization.domains.manage',
  'organization.directory.manage',
  'organization.audit.read',
  'user.read',
  'user.manage',
  'npi.read',
  'pin.view',
  'pin.reset',
  'correspondence.search',
  'correspondence.read',
  'correspondence.export',
  'tax-document.read',
  'notification.read',
  'affiliation.read',
  'affiliation.request',
  'affiliation.decide',
  'agreement.sign',
] as const;

/** What a person does to their own account. */
export const ownActions = ['password.change', 'phone.change', 'profile.change'] as const;

/** Actions that a pack may put behind a fresh passcode (MC-OTP-03); never those that it takes to prove one. */
export const stepUpActions = [...memberActions, ...ownActions] as const;
