import type { Outcome } from './record.js';

/** What a fact says in a record: what it changed, by name, and how it ended. */
export interface Telling {
  readonly outcome: Outcome;
  readonly fields: readonly string[];
}

const done = (...fields: string[]): Telling => ({ outcome: 'done', fields });
const refused: Telling = { outcome: 'refused', fields: [] };

/** Every fact that is recorded. One that tells its `fields` itself is believed. */
export const audited: Readonly<Record<string, Telling>> = {
  'identity.registration-token-issued': done('registrationToken'),
  'identity.registration-token-revoked': done('registrationToken'),
  'identity.registration-token-expired': done('registrationToken'),
  'identity.registration-token-begun': done('registrationToken'),
  'identity.registration-token-used': done('registrationToken'),
  'identity.registration-token-mismatched': refused,
  'identity.registration-started': done('registration'),
  'identity.registration-advanced': done('step'),
  'identity.registration-completed': done('registration'),
  'identity.invited-registration-completed': done('registration'),
  'identity.registration-provisioned': done('registration'),
  'identity.passcode-sent': done(),
  'identity.passcode-refused': refused,
  'identity.user-registered': done('account'),
  'identity.staff-roles-granted': done('roles'),
  'identity.profile-updated': done(),
  'identity.phone-changed': done('mobilePhone'),
  'identity.password-link-issued': done('passwordLink'),
  'identity.password-link-proven': done('passwordLink'),
  'identity.password-changed': done('password'),
  'identity.sign-in-locked': refused,
  'identity.session-started': done('session'),
  'identity.session-organization-chosen': done('organizationInView'),
  'identity.session-strengthened': done('passcodeAt'),
  'identity.session-ended': done('session'),
  'identity.invitation-issued': done('invitation'),
  'identity.invitation-expired': done('invitation'),
  'identity.invitation-revoked': done('invitation'),
  'identity.invitation-accepted': done('invitation'),
  'organization.organization-enrolled': done('dataOnFile'),
  'organization.organization-claimed': done('status', 'admins', 'domains'),
  'organization.organization-claim-refused': refused,
  'organization.member-invited': done('status', 'invitation'),
  'organization.member-joined': done('status'),
  'organization.member-deactivated': done('status'),
  'organization.member-reactivated': done('status'),
  'organization.member-npi-permissions-set': done('npiPermissions'),
  'organization.member-correspondence-permissions-set': done('correspondencePermissions'),
  'organization.member-organization-permission-set': done('organizationPermission'),
  'organization.member-grants-ending': done(),
  'organization.member-grants-ended': done('npiPermissions'),
  'organization.member-lapse-warned': done(),
  'organization.last-admin-dormant': done(),
  'organization.domain-added': done('domains'),
  'organization.domain-removed': done('domains'),
  'organization.npi-attached': done('npis'),
  'organization.npi-detached': done('npis'),
  'organization.directory-visibility-set': done('directoryVisible'),
  'organization.access-requested': done('accessRequest'),
  'organization.access-request-approved': done('accessRequest'),
  'organization.access-request-refused': done('accessRequest'),
  'organization.access-refused': refused,
  'pin.pin-issued': done('pin'),
  'pin.pin-revealed': done(),
  'pin.pin-shown-again': done(),
  'pin.pin-reset': done('pin'),
  'pin.access-refused': refused,
};

/** Facts that are no records, each with the reason: they repeat another fact for who keeps a copy. */
export const leftOut: Readonly<Record<string, string>> = {
  'organization.member-standing-changed':
    'the whole standing again, for projections, beside the fact that tells what changed and who changed it',
  'organization.roster-changed': 'the first half of a change that the fact of the member tells whole',
  'identity.user-joined-organization': 'identity’s copy of what organization.member-joined tells',
};

/** A fact that came later than this list is recorded all the same. */
export const tellingOf = (action: string): Telling => audited[action] ?? done();

/** `portico.organization.member-joined.v1` → `organization.member-joined`. */
export const actionOf = (type: string): string => type.replace(/^portico\./, '').replace(/\.v\d+$/, '');
