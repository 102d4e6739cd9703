import { Id, PageSize, Text } from '../fields.js';
import { Command } from '../message.js';
import { RepublishedView } from './republished.view.js';

/** Tells the standing of each member again, page by page, for a service that rebuilds its copy of them. */
export class RepublishStandings extends Command<RepublishedView> {
  static readonly subject = 'organization.republish-standings';
  static readonly result = RepublishedView;
  static readonly internal = true;
  /** Facts of one run are told once, however often a page of it is asked for; those of another are told again. */
  @Id() run: string;
  @Id({ optional: true }) organizationId?: string;
  @Text(300, { optional: true }) cursor?: string;
  @PageSize(500) limit?: number;
}
