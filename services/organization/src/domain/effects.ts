/** One thing that a change does beyond itself, or, when nothing would be changed, the refusal that it would meet. */
export interface Effect {
  readonly kind:
    | 'sessions-end'
    | 'access-lost'
    | 'npi-without-admin'
    | 'grants-cleared'
    | 'mail'
    | 'domain-added'
    | 'domain-removed'
    | 'npi-removed'
    | 'refused';
  /** The member that it happens to. */
  readonly userId?: string;
  readonly npi?: string;
  readonly domain?: string;
  readonly template?: string;
  readonly code?: string;
  readonly count?: number;
}
