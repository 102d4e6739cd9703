export interface AccessRequested {
  readonly type: 'AccessRequested';
  readonly requestId: string;
  readonly organizationId: string;
  readonly userId: string;
}

export interface AccessRequestApproved {
  readonly type: 'AccessRequestApproved';
  readonly requestId: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly memberId: string;
}

export interface AccessRequestRefused {
  readonly type: 'AccessRequestRefused';
  readonly requestId: string;
  readonly organizationId: string;
  readonly userId: string;
}

export type AccessRequestEvent = AccessRequested | AccessRequestApproved | AccessRequestRefused;
