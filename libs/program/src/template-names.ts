/** The mails of a pack and the values each is given; those of `sharedValues` need not be passed. */
export const mailTemplates = {
  'set-password': ['firstName', 'email', 'link', 'expiresAt'],
  'reset-password': ['firstName', 'email', 'link', 'expiresAt'],
  'password-changed': ['firstName', 'email', 'at', 'portalUrl'],
  'organization-added': ['firstName', 'email', 'organizationName', 'portalUrl'],
  'staff-set-password': ['firstName', 'email', 'link', 'expiresAt'],
} as const satisfies Record<string, readonly string[]>;

/** The letters, short messages and spoken texts of a pack and the values each is given. */
export const messageTemplates = {
  'token-letter': ['organizationName', 'token', 'issuedAt', 'expiresAt', 'portalUrl'],
  'passcode-sms': ['prefix', 'digits', 'code'],
  'passcode-voice': ['prefix', 'digits', 'code'],
} as const satisfies Record<string, readonly string[]>;

export type MailTemplate = keyof typeof mailTemplates;
export type MessageTemplate = keyof typeof messageTemplates;

/** Names that every template may use: the pack itself, for its numbers and names. */
export const sharedValues = ['program', 'language'] as const;
