/** What kind of party acts: nobody signed in, a person with a session, one of our own processes. */
export type ActorKind = 'anonymous' | 'user' | 'system';

/** Who acts, as the edge vouched for it. A handler trusts this and nothing in the message. */
export interface Actor {
  kind: ActorKind;
  /** Name of the process that acts for itself, when `kind` is `system`. */
  process?: string;
  userId?: string;
  /** Staff roles, e.g. `ops`; empty for provider staff. */
  roles?: string[];
  sessionId?: string;
  /** The organization in view, and the membership through which it is viewed. */
  organizationId?: string;
  memberId?: string;
  program?: string;
  /** ISO instants: when the password, and when a passcode, was last proven in this session. */
  authenticatedAt?: string;
  passcodeAt?: string;
  /** The client's address as the edge saw it, behind the trusted proxies. */
  address?: string;
  /** Whom a system actor acts for. */
  onBehalfOf?: string;
}

export const anonymous = (address?: string): Actor => ({ kind: 'anonymous', address });

export const system = (process: string, onBehalfOf?: string): Actor => ({ kind: 'system', process, onBehalfOf });

export const hasRole = (actor: Actor, role: string): boolean => actor.roles?.includes(role) ?? false;
