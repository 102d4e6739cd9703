import { Id, Pattern } from '../fields.js';
import { Query } from '../message.js';
import { npiForm } from '../words.js';
import { HoldersView, MemberView } from './told.views.js';

/** A member as they are now, for identity, which mails people about them. */
export class GetMember extends Query<MemberView> {
  static readonly subject = 'organization.get-member';
  static readonly result = MemberView;
  static readonly internal = true;
  @Id() organizationId: string;
  @Id() memberId: string;
}

/** The accounts that hear of something in an organization: its Org Admins, and whoever can see the PIN of an NPI that is named. */
export class ListHolders extends Query<HoldersView> {
  static readonly subject = 'organization.list-holders';
  static readonly result = HoldersView;
  static readonly internal = true;
  @Id() organizationId: string;
  @Pattern(npiForm, { optional: true }) npi?: string;
}
