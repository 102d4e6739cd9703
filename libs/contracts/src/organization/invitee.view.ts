import { Email, Flag, Id, Instant, OneOf, Pattern, Text, Whole, Words } from '../fields.js';
import { type OrganizationKind, organizationKinds, type OrgRole, orgRoles, phoneForm } from '../words.js';

/** A person to invite, as the admin entered them; `invited` is false once the membership took another turn. */
export class InviteeView {
  @Id() organizationId: string;
  @Id() memberId: string;
  @Text(200) organizationName: string;
  @Text(40) program: string;
  @Words({ max: 2, of: organizationKinds }) kinds: OrganizationKind[];
  @OneOf(orgRoles) orgRole: OrgRole;
  @Email() email: string;
  @Text(100) firstName: string;
  @Text(100) lastName: string;
  @Pattern(phoneForm, { secret: true, optional: true }) mobilePhone?: string;
  @Flag() invited: boolean;
  /** Which invitation is the newest, counted from 1, and when it ends. */
  @Whole() count: number;
  @Instant() expiresAt: string;
}
