/** A fact for other services. Payload: ids and what others may know; never a secret, tax id, phone or mail address. */
export interface EventType<T extends object = object> {
  new (): T;
  /** CloudEvents type, `portico.<service>.<fact>.v1`. */
  readonly type: string;
  /** JetStream subject, `<service>.event.<fact>.v1`. */
  readonly subject: string;
}

/** Who acted, as the envelope tells it to every reader and to the audit trail. */
export interface EventActor {
  kind: string;
  userId?: string;
  process?: string;
  sessionId?: string;
  /** The organization in view, and the membership through which it is viewed. */
  organizationId?: string;
  memberId?: string;
  onBehalfOf?: string;
  authenticatedAt?: string;
  passcodeAt?: string;
  address?: string;
}

/** CloudEvents 1.0, structured JSON, with our extensions. */
export interface Envelope<T extends object = object> {
  specversion: '1.0';
  /** Time-ordered and stable: the `Nats-Msg-Id`, and the key of every inbox. */
  id: string;
  source: string;
  type: string;
  /** Id of the aggregate, and its version after the change: orders the facts of one aggregate. */
  subject: string;
  sequence: number;
  time: string;
  datacontenttype: 'application/json';
  actor: EventActor;
  traceparent?: string;
  data: T;
}
