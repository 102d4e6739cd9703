import { Aggregate, idFrom, refusal } from '@portico/kernel';
import type { AccessRequested, AccessRequestEvent } from './access-request.events.js';
import type { Organization } from './organization.js';

export const alreadyMember = refusal(
  'conflict',
  'already-member',
  'This person is a member of the organization already.',
);
export const accessRequestUnknown = refusal('not-found', 'access-request-unknown', 'There is no such request.');
export const accessRequestOpen = refusal(
  'conflict',
  'access-request-open',
  'You asked this organization already; it has not decided yet.',
);
export const accessRequestClosed = refusal('conflict', 'access-request-closed', 'This request was decided already.');

/** Who asks, as their account names them. */
export interface Asking {
  readonly userId: string;
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** Who decided, and when; `memberId` is the place in the organization that an approval gives. */
export interface Ruling {
  readonly by: string;
  readonly at: Date;
  readonly memberId?: string;
  readonly reason?: string;
  /** Whether an approval confirmed a mail domain that the organization did not have. */
  readonly confirmed?: boolean;
}

export interface AccessRequestState {
  /** `<organization>|<request>`: what lists are ordered by. */
  readonly id: string;
  readonly requestId: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly asking: Asking;
  readonly status: 'open' | 'approved' | 'refused';
  readonly askedAt: Date;
  readonly reason?: string;
  readonly ruling?: Ruling;
}

/** What is asked for, of whom, and when. */
export interface Request {
  readonly organization: Organization;
  readonly asking: Asking;
  readonly reason?: string;
  readonly at: Date;
}

/** One per person and organization, so that two can never be open: asking again opens it again. */
export const accessRequestIdOf = (organizationId: string, userId: string): string =>
  idFrom('access-request', organizationId, userId);

/** A person asks to be let into an organization; its Org Admins decide, once (MC-DIR-05). */
export class AccessRequest extends Aggregate<AccessRequestState, AccessRequestEvent> {
  static of(request: Request): AccessRequest {
    const { organization, asking, reason, at } = request;
    const { id: organizationId } = organization;
    const requestId = accessRequestIdOf(organizationId, asking.userId);
    const named = { id: `${organizationId}|${requestId}`, requestId, organizationId, userId: asking.userId };
    const asked = new AccessRequest({ ...named, asking, status: 'open', askedAt: at, reason });
    asked.become({}, asked.requested(organization));
    return asked;
  }

  get isOpen(): boolean {
    return this.state.status === 'open';
  }

  /** Once it was decided the same person may ask anew. */
  askAgain({ organization, asking, reason, at }: Request): void {
    if (this.isOpen) throw accessRequestOpen();
    const anew = { asking, reason, status: 'open', askedAt: at, ruling: undefined } as const;
    this.become(anew, this.requested(organization));
  }

  mustBeOpen(): void {
    if (!this.isOpen) throw accessRequestClosed({ status: this.state.status });
  }

  approve(ruling: Ruling & { memberId: string }): void {
    this.mustBeOpen();
    const { memberId } = ruling;
    this.become({ status: 'approved', ruling }, { type: 'AccessRequestApproved', ...this.named, memberId });
  }

  /** An approval that cannot be carried out any more is none: the Org Admins hear of the request as at first. */
  reopen(organization: Organization): void {
    if (this.state.status !== 'approved') return;
    this.become({ status: 'open', ruling: undefined }, this.requested(organization));
  }

  refuse(ruling: Ruling): void {
    this.mustBeOpen();
    this.become({ status: 'refused', ruling }, { type: 'AccessRequestRefused', ...this.named });
  }

  private requested({ state }: Organization): AccessRequested {
    const { program, legalName: organizationName } = state;
    const admins = state.admins.flatMap(({ userId }) => userId ?? []);
    return { type: 'AccessRequested', ...this.named, program, organizationName, admins };
  }

  private get named() {
    const { requestId, organizationId, userId } = this.state;
    return { requestId, organizationId, userId };
  }
}
