interface OfRequest {
  readonly requestId: string;
  readonly organizationId: string;
  readonly userId: string;
}

export interface AccessRequested extends OfRequest {
  readonly type: 'AccessRequested';
  readonly program: string;
  readonly organizationName: string;
  /** Accounts of the Org Admins: who is told. */
  readonly admins: readonly string[];
}

export interface AccessRequestApproved extends OfRequest {
  readonly type: 'AccessRequestApproved';
  readonly memberId: string;
}

export interface AccessRequestRefused extends OfRequest {
  readonly type: 'AccessRequestRefused';
}

export type AccessRequestEvent = AccessRequested | AccessRequestApproved | AccessRequestRefused;
