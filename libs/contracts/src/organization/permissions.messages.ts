import { Id, Pattern, Text } from '../fields.js';
import { Command, Query } from '../message.js';
import { npiForm } from '../words.js';
import { DecisionView, ExplanationView, KeptRefusalView, OwnRightsView, PermissionsView } from './permissions.views.js';

/** Effective permissions, of oneself unless a user is named (MC-REG-13). */
export class GetPermissions extends Query<PermissionsView> {
  static readonly subject = 'organization.get-permissions';
  static readonly result = PermissionsView;
  @Id({ optional: true }) user?: string;
}

/** Why somebody may or may not, in words a help desk can read out. */
export class ExplainPermission extends Query<ExplanationView> {
  static readonly subject = 'organization.explain-permission';
  static readonly result = ExplanationView;
  @Id({ optional: true }) user?: string;
  @Text(60) action: string;
  @Pattern(npiForm, { optional: true }) npi?: string;
  @Text(60, { optional: true }) type?: string;
  @Text(100, { optional: true, description: 'As in Accept-Language; the program’s first unless told.' })
  language?: string;
}

/** A refusal that was met, by the `decisionId` of its problem; kept 90 days. */
export class GetDecision extends Query<DecisionView> {
  static readonly subject = 'organization.get-decision';
  static readonly result = DecisionView;
  @Id() decisionId: string;
  @Text(100, { optional: true, description: 'As in Accept-Language; the program’s first unless told.' })
  language?: string;
}

/** What the person who asks may do in the organization in view, for any part of it; composes their homepage. */
export class GetOwnRights extends Query<OwnRightsView> {
  static readonly subject = 'organization.get-own-rights';
  static readonly result = OwnRightsView;
  static readonly internal = true;
}

/** What the edge refused to the person who asks, where no service has kept it: for the record of the organization in view. */
export class KeepRefusal extends Command<KeptRefusalView> {
  static readonly subject = 'organization.keep-refusal';
  static readonly result = KeptRefusalView;
  static readonly internal = true;
  @Text(60) action: string;
  @Text(60, { description: 'Code of the refusal.' }) refusal: string;
}
