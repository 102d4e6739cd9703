/** Ends by itself `after` an ISO 8601 duration; `warnings` say how long before its person is told. */
export interface EndRule {
  readonly after: string;
  readonly warnings: readonly string[];
}

/** What the program says of memberships; durations are ISO 8601. */
export interface MembershipRules {
  readonly neverAssigned: EndRule;
  readonly dormant: EndRule;
  /** How long before a grant's end its person is told. */
  readonly grantNotices: readonly string[];
  /** How long an invitation can be used. */
  readonly invitation: string;
}

/** Who changes a member (a member of the same organization, or of our processes), when, and by which rules. */
export interface Deed {
  readonly by: string;
  readonly at: Date;
  readonly rules: MembershipRules;
}

/** When something happens, and by which rules. */
export type Moment = Pick<Deed, 'at' | 'rules'>;
