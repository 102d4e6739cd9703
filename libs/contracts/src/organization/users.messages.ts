import { Id, OneOf, PageSize, Text } from '../fields.js';
import { Query } from '../message.js';
import { type UserStatus, userStatuses } from '../words.js';
import { UserListView, UserView } from './people.views.js';

/** Users in a stable order; `q` finds the beginning of a name or of an address (MC-ADM-06). */
export class ListUsers extends Query<UserListView> {
  static readonly subject = 'organization.list-users';
  static readonly result = UserListView;
  @Id() organizationId: string;
  @Text(100, { optional: true }) q?: string;
  @OneOf(userStatuses, { optional: true }) status?: UserStatus;
  @Text(200, { optional: true }) cursor?: string;
  @PageSize(100) limit?: number;
}

export class GetUser extends Query<UserView> {
  static readonly subject = 'organization.get-user';
  static readonly result = UserView;
  @Id() organizationId: string;
  @Id() userId: string;
}
