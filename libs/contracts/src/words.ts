/** What an organization is: gives care, submits claims for others, or both (MC-ORG-05). */
export const organizationKinds = ['provider', 'submitter'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

export const taxIdTypes = ['EIN', 'SSN'] as const;
export type TaxIdType = (typeof taxIdTypes)[number];

/** How a passcode travels (MC-REG-07). */
export const passcodeChannels = ['sms', 'voice'] as const;
export type PasscodeChannel = (typeof passcodeChannels)[number];

export const registrationFlows = ['register-organization', 'add-organization'] as const;
export type RegistrationFlow = (typeof registrationFlows)[number];

export const tokenStatuses = ['issued', 'begun', 'used', 'expired', 'revoked'] as const;
export type TokenStatus = (typeof tokenStatuses)[number];

export const orgRoles = ['admin', 'processor', 'none'] as const;
export type OrgRole = (typeof orgRoles)[number];

export const membershipStatuses = ['active', 'deactivated'] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];

export const linkPurposes = ['set-password', 'reset-password'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** EIN NN-NNNNNNN or nine digits; SSN NNN-NN-NNNN or nine digits (MC-REG-06). */
export const taxIdForm = /^(?:\d{9}|\d{2}-\d{7}|\d{3}-\d{2}-\d{4})$/;
/** ZIP of 5 or 9 digits. */
export const zipForm = /^\d{5}(?:-?\d{4})?$/;
/** Ten digits, first 1 or 2; its check digit is judged by the domain. */
export const npiForm = /^[12]\d{9}$/;
/** E.164 or a national number; judged by the numbering plan in the domain. */
export const phoneForm = /^\+?[0-9 ().-]{7,24}$/;
/** The six digits of a passcode (MC-OTP-02). */
export const passcodeForm = /^\d{6}$/;
