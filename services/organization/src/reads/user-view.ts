import type { NpiOnFile, UserAction, UserItemView, UserStatus, UserView } from '@portico/contracts';
import type { Program } from '@portico/program';
import type { StoredMember } from './stored.js';

type Timed = Pick<StoredMember, 'status' | 'lapsesAt' | 'invitation'>;

/** As it is at this instant, whether or not a job has announced it yet (MC-INV-03, MC-ADM-15). */
export function statusAt({ status, lapsesAt, invitation }: Timed, at: Date): UserStatus {
  if (status === 'deactivated' || (lapsesAt && lapsesAt <= at)) return 'deactivated';
  if (status === 'active') return 'active';
  return invitation && invitation.expiresAt <= at ? 'invitationExpired' : 'invited';
}

/** What an admin can do with a user of that status now (MC-ADM-08). */
export const actionsFor: Record<UserStatus, UserAction[]> = {
  invited: ['deactivate', 'reissue-invitation'],
  invitationExpired: ['deactivate', 'reissue-invitation'],
  active: ['deactivate'],
  deactivated: ['reactivate'],
};

export type UserRow = Pick<StoredMember, 'memberId' | 'email' | 'firstName' | 'lastName' | 'orgRole'> & Timed;

export function userItem(row: UserRow, at: Date): UserItemView {
  const { memberId: id, email, firstName, lastName, orgRole } = row;
  return { id, email, firstName, lastName, status: statusAt(row, at), orgRole };
}

/** Where a user is looked at: whose NPIs and types are named, when, and whether by somebody who may change them. */
export interface Sight {
  npis: readonly NpiOnFile[];
  program: Program;
  at: Date;
  mayManage: boolean;
}

/** User Management and Permissions (MC-ADM-07); what was given on NPIs that left the organization is not shown. */
export function userView(member: StoredMember, sight: Sight): UserView {
  const item = userItem(member, sight.at);
  const { mobilePhone, businessPhone, userId, lastSignInAt, lapsesAt, version } = member;
  return {
    ...item,
    mobilePhone: masked(mobilePhone),
    businessPhone: masked(businessPhone),
    accountId: userId,
    since: member.since.toISOString(),
    lastSignInAt: lastSignInAt?.toISOString(),
    lapsesAt: lapsesAt?.toISOString(),
    ...invitationOf(member),
    ...permissionsOf(member, sight),
    actions: sight.mayManage ? actionsFor[item.status] : [],
    version: String(version),
  };
}

const masked = (phone?: string): string | undefined => (phone ? `*** *** ${phone.slice(-4)}` : undefined);

function invitationOf({ status, invitation }: StoredMember): Pick<UserView, 'invitation'> {
  if (status !== 'invited' || !invitation) return {};
  const { sentAt, expiresAt, count } = invitation;
  return { invitation: { sentAt: sentAt.toISOString(), expiresAt: expiresAt.toISOString(), count } };
}

function permissionsOf({ npis, types, orgRole }: StoredMember, { npis: held, program }: Sight) {
  const providers = new Map(held.map(({ npi, providerName }) => [npi, providerName]));
  const names = new Map(program.correspondenceTypes.map(({ id, name }) => [id, name]));
  return {
    npiPermissions: npis
      .filter(({ npi }) => providers.has(npi))
      .map(({ npi, level, from, to }) => ({ npi, providerName: providers.get(npi), level, from, to })),
    correspondencePermissions: types
      .filter(({ npi }) => providers.has(npi))
      .map(({ npi, types: ids }) => ({ npi, types: ids.map((id) => ({ id, name: names.get(id) ?? id })) })),
    organizationPermission: orgRole,
  };
}
