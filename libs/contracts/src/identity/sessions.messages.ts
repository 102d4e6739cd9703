import { Id } from '../fields.js';
import { Query } from '../message.js';
import { SessionCountView } from './account.views.js';

/** How many of a person's sessions have this organization in view. */
export class CountSessions extends Query<SessionCountView> {
  static readonly subject = 'identity.count-sessions';
  static readonly result = SessionCountView;
  static readonly internal = true;
  @Id() userId: string;
  @Id() organizationId: string;
}
