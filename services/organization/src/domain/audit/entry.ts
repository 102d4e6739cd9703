import { actionOf, tellingOf } from './audited.js';
import type { AuditEntry } from './record.js';

/** A fact of any service: its envelope, and of its data what its contract names. */
export interface Fact {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: number;
  readonly time: string;
  readonly traceparent?: string;
  readonly actor: {
    readonly kind: string;
    readonly userId?: string;
    readonly process?: string;
    readonly sessionId?: string;
    readonly organizationId?: string;
    readonly memberId?: string;
    readonly onBehalfOf?: string;
    readonly authenticatedAt?: string;
    readonly passcodeAt?: string;
    readonly address?: string;
  };
  readonly data: Readonly<Record<string, unknown>>;
}

/** What names the organization of the platform's own chain: facts that no organization can be found for. */
export const platform = '00000000-0000-0000-0000-000000000000';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `<organization>|<member>` is the member's id here. */
const lastPart = (id: string): string => id.slice(id.lastIndexOf('|') + 1);

/** The accounts that a fact is about or was done by, or for. */
export function accountsOf({ data, actor }: Fact): string[] {
  const named = [text(data.userId), actor.userId, actor.onBehalfOf];
  return named.filter((id) => id !== undefined);
}

/** Whose chains a fact belongs to; `memberships` are the organizations of an account. */
export function chainsOf(fact: Fact, memberships: ReadonlyMap<string, readonly string[]>): string[] {
  const named = text(fact.data.organizationId) ?? fact.actor.organizationId;
  if (named) return [named];
  const own = new Set(accountsOf(fact).flatMap((account) => memberships.get(account) ?? []));
  return own.size > 0 ? [...own].sort() : [platform];
}

/** The fact as an auditor reads it. */
export function entryOf({ id, type, time, actor, data, ...rest }: Fact): AuditEntry {
  const action = actionOf(type);
  const { outcome, fields } = tellingOf(action);
  return {
    eventId: id,
    at: time,
    action,
    outcome,
    reason: text(data.reason) ?? text(data.cause) ?? text(data.refusal),
    ...who(actor),
    traceId: rest.traceparent?.split('-')[1],
    subject: lastPart(rest.subject),
    sequence: rest.sequence,
    fields: Array.isArray(data.fields) ? (data.fields as string[]) : fields,
    facts: data,
  };
}

function who({ kind, userId, process, memberId, organizationId, ...strength }: Fact['actor']) {
  const { onBehalfOf, sessionId, authenticatedAt, passcodeAt, address } = strength;
  const how = { onBehalfOf, sessionId, authenticatedAt, passcodeAt, address };
  return {
    actorKind: kind,
    actor: userId ?? process,
    actorMember: memberId,
    actorOrganization: organizationId,
    ...how,
  };
}

/** Ids under which a record is found: what it is about, and the person who acted or for whom a process did. */
export function subjectsOf({ subject, actorKind, actor, actorMember, onBehalfOf, facts }: AuditEntry): string[] {
  const person = actorKind === 'user' ? actor : onBehalfOf;
  const ids = [subject, facts.memberId, facts.userId, facts.npi, person, actorMember];
  return [...new Set(ids.map(text))].filter((id) => id !== undefined && id !== '').map(String);
}
