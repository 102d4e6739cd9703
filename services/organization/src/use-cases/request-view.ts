import type { AccessRequestView } from '@portico/contracts';
import type { AccessRequest } from '../domain/access-request.js';

/** As whoever asked sees it: nothing of the organization's people. */
export function askedView({ state }: AccessRequest, version: number): AccessRequestView {
  const { requestId: id, organizationId, status, reason, askedAt } = state;
  return { id, organizationId, status, reason, askedAt: askedAt.toISOString(), version: String(version) };
}

/** As those who decide see it. */
export function decidedView(request: AccessRequest, version: number): AccessRequestView {
  const { asking, ruling } = request.state;
  const { email, firstName, lastName } = asking;
  const decided = { refusal: ruling?.reason, userId: ruling?.memberId };
  return { ...askedView(request, version), email, firstName, lastName, ...decided };
}
