import { DryRun, Email, Flag, Id, OneOf, Parts, Pattern, Text, Words } from '../fields.js';
import { CorrespondenceGrant, NpiAssignment } from './assignments.js';
import { Command, Query } from '../message.js';
import { type NpiLevel, npiLevels, type OrgRole, orgRoles, phoneForm } from '../words.js';
import { InviteeView } from './invitee.view.js';
import { EffectsView, UserChangedView, UserView } from './people.views.js';

/** What every change of one user names. */
abstract class OfUser<R> extends Command<R> {
  @Id() organizationId: string;
  @Id() userId: string;
}

/** Adds a person by invitation (MC-ADM-04); a mail domain that is new to the organization asks to be confirmed (D-09). */
export class AddUser extends Command<UserView> {
  static readonly subject = 'organization.add-user';
  static readonly result = UserView;
  @Id() organizationId: string;
  @Email() email: string;
  @Text(100) firstName: string;
  @Text(100) lastName: string;
  @Pattern(phoneForm, { secret: true, example: '+1 916 555 0142' }) mobilePhone: string;
  @Pattern(phoneForm, { secret: true, optional: true }) businessPhone?: string;
  @Flag({ optional: true }) confirmNewDomain?: boolean;
}

/** A new invitation in place of the one before, which stops working (MC-INV-04). */
export class ReissueInvitation extends OfUser<UserView> {
  static readonly subject = 'organization.reissue-invitation';
  static readonly result = UserView;
}

/** One level per NPI that is named, others stay (MC-PRM-01); or one level for all NPIs (MC-PRM-07). One atomic change. */
export class SetNpiPermissions extends OfUser<UserChangedView> {
  static readonly subject = 'organization.set-npi-permissions';
  static readonly result = UserChangedView;
  @Parts(() => NpiAssignment, { min: 1, max: 500 }, { optional: true }) assignments?: NpiAssignment[];
  @OneOf(npiLevels, { optional: true }) all?: NpiLevel;
  @Text(20, { optional: true }) ifMatch?: string;
  @DryRun() dryRun?: boolean;
}

/** The types of each NPI that is named, others stay (MC-PRM-12). */
export class SetCorrespondencePermissions extends OfUser<UserChangedView> {
  static readonly subject = 'organization.set-correspondence-permissions';
  static readonly result = UserChangedView;
  @Parts(() => CorrespondenceGrant, { min: 1, max: 500 }) grants: CorrespondenceGrant[];
  @Text(20, { optional: true }) ifMatch?: string;
}

/** The same types for several NPIs: equal to setting each (MC-PRM-11). */
export class SetCorrespondencePermissionsInBulk extends OfUser<UserChangedView> {
  static readonly subject = 'organization.set-correspondence-permissions-in-bulk';
  static readonly result = UserChangedView;
  @Words({ min: 1, max: 500 }) npis: string[];
  @Words({ max: 100 }) types: string[];
  @Text(20, { optional: true }) ifMatch?: string;
}

/** The level across the organization (MC-PRM-15); `admin` makes an Org Admin. */
export class SetOrganizationPermission extends OfUser<UserChangedView> {
  static readonly subject = 'organization.set-organization-permission';
  static readonly result = UserChangedView;
  @OneOf(orgRoles) level: OrgRole;
  @Text(20, { optional: true }) ifMatch?: string;
  @DryRun() dryRun?: boolean;
}

export class DeactivateUser extends OfUser<UserChangedView> {
  static readonly subject = 'organization.deactivate-user';
  static readonly result = UserChangedView;
  @Text(500, { optional: true, description: 'Kept in the audit trail.' }) reason?: string;
  @Text(20, { optional: true }) ifMatch?: string;
  @DryRun() dryRun?: boolean;
}

/** Active again, with the permissions of before (D-29); a domain that was removed meanwhile asks to be confirmed (D-36). */
export class ReactivateUser extends OfUser<UserChangedView> {
  static readonly subject = 'organization.reactivate-user';
  static readonly result = UserChangedView;
  @Flag({ optional: true }) confirmDomain?: boolean;
  @Text(20, { optional: true }) ifMatch?: string;
}

/** What identity mails an invitation with. */
export class GetInvitee extends Query<InviteeView> {
  static readonly subject = 'organization.get-invitee';
  static readonly result = InviteeView;
  static readonly internal = true;
  @Id() organizationId: string;
  @Id() memberId: string;
}

/** Only once no active user has an address in it (MC-DOM-02). */
export class RemoveDomain extends Command<EffectsView> {
  static readonly subject = 'organization.remove-domain';
  static readonly result = EffectsView;
  @Id() organizationId: string;
  @Text(254) domain: string;
  @Text(20, { optional: true }) ifMatch?: string;
  @DryRun() dryRun?: boolean;
}
