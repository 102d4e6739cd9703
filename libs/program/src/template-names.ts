/** To an admin (`firstName`, `email`) about somebody else (`personName`, `personEmail`). */
const aboutMember = ['firstName', 'email', 'personName', 'personEmail', 'organizationName', 'portalUrl'] as const;

/** The mails of a pack and the values each is given; those of `sharedValues` need not be passed. */
export const mailTemplates = {
  'set-password': ['firstName', 'email', 'link', 'expiresAt'],
  'reset-password': ['firstName', 'email', 'link', 'expiresAt'],
  'password-changed': ['firstName', 'email', 'at', 'portalUrl'],
  'organization-added': ['firstName', 'email', 'organizationName', 'portalUrl'],
  'staff-set-password': ['firstName', 'email', 'link', 'expiresAt'],
  invitation: ['firstName', 'email', 'organizationName', 'link', 'expiresAt'],
  'invitation-existing': ['firstName', 'email', 'organizationName', 'expiresAt', 'portalUrl'],
  'phone-changed': ['firstName', 'email', 'at', 'portalUrl'],
  'membership-lapse-warning': ['firstName', 'email', 'organizationName', 'lapsesAt', 'dormant', 'portalUrl'],
  'membership-lapse-admin': [...aboutMember, 'lapsesAt', 'dormant'],
  'membership-lapsed-admin': [...aboutMember, 'at', 'dormant'],
  'last-admin-dormant': ['personName', 'personEmail', 'organizationName', 'organizationId', 'portalUrl'],
  'grants-ending': ['firstName', 'email', 'organizationName', 'npis', 'endsAt', 'portalUrl'],
  'access-requested': aboutMember,
  'pin-reset': ['firstName', 'email', 'organizationName', 'npi', 'at', 'portalUrl'],
} as const satisfies Record<string, readonly string[]>;

/** The letters, short messages and spoken texts of a pack and the values each is given. */
export const messageTemplates = {
  'token-letter': ['organizationName', 'token', 'issuedAt', 'expiresAt', 'portalUrl'],
  'passcode-sms': ['prefix', 'digits', 'code'],
  'passcode-voice': ['prefix', 'digits', 'code'],
  'phone-changed-sms': ['at'],
} as const satisfies Record<string, readonly string[]>;

export type MailTemplate = keyof typeof mailTemplates;
export type MessageTemplate = keyof typeof messageTemplates;

/** Names that every template may use: the pack itself, for its numbers and names. */
export const sharedValues = ['program', 'language'] as const;
