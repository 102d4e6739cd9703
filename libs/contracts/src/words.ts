/** What an organization is: gives care, submits claims for others, or both (MC-ORG-05). */
export const organizationKinds = ['provider', 'submitter'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

export const taxIdTypes = ['EIN', 'SSN'] as const;
export type TaxIdType = (typeof taxIdTypes)[number];

/** How a passcode travels (MC-REG-07). */
export const passcodeChannels = ['sms', 'voice'] as const;
export type PasscodeChannel = (typeof passcodeChannels)[number];

export const registrationFlows = ['register-organization', 'add-organization', 'register-user'] as const;
export type RegistrationFlow = (typeof registrationFlows)[number];

export const tokenStatuses = ['issued', 'begun', 'used', 'expired', 'revoked'] as const;
export type TokenStatus = (typeof tokenStatuses)[number];

export const orgRoles = ['admin', 'processor', 'none'] as const;
export type OrgRole = (typeof orgRoles)[number];

/** Of a person's place in an organization: `invited` until the person accepted. */
export const membershipStatuses = ['invited', 'active', 'deactivated'] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];

/** What a member may be for one NPI (MC-PRM-01). */
export const npiLevels = ['admin', 'processor', 'none'] as const;
export type NpiLevel = (typeof npiLevels)[number];

/** A user as the organization's admins see them; `invitationExpired` is read off the clock (MC-INV-03). */
export const userStatuses = ['invited', 'invitationExpired', 'active', 'deactivated'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** What an admin can do with a user now (MC-ADM-08). */
export const userActions = ['deactivate', 'reactivate', 'reissue-invitation'] as const;
export type UserAction = (typeof userActions)[number];

/** Why a membership ended: by an admin, or by itself (MC-ADM-15, MC-ADM-16). */
export const deactivationCauses = ['admin', 'never-assigned', 'dormant'] as const;
export type DeactivationCause = (typeof deactivationCauses)[number];

export const invitationStatuses = ['issued', 'begun', 'accepted', 'expired', 'revoked'] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

export const accessRequestStatuses = ['open', 'approved', 'refused'] as const;
export type AccessRequestStatus = (typeof accessRequestStatuses)[number];

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
