import { AccessRequestApproved } from '@portico/contracts';
import { refusalIn } from '@portico/kernel';
import { Reacts } from '@portico/messaging';
import type { AccessRequest } from '../domain/access-request.js';
import { AccessRequests } from '../domain/access-requests.js';
import { newDomain } from '../domain/roster.js';
import { Approvals } from './approvals.js';
import { type Desk, Desks } from './desks.js';

/**
 * What an approval began and could not end ends here: the person is taken in. If their domain left the organization
 * meanwhile, and nobody confirmed that it comes back, the request is open again.
 */
@Reacts(AccessRequestApproved)
export class OnAccessRequestApproved {
  constructor(
    private readonly requests: AccessRequests,
    private readonly desks: Desks,
    private readonly approvals: Approvals,
  ) {}

  async react({ organizationId, requestId, memberId }: AccessRequestApproved): Promise<void> {
    const request = await this.requests.of(organizationId, requestId);
    const { ruling } = request?.state ?? {};
    if (!request || ruling?.memberId !== memberId) return;
    const desk = await this.desks.ofOrganization(organizationId, ruling.by, this.approvals.wanted(request));
    if (desk) await this.carryOut(desk, request);
  }

  private async carryOut(desk: Desk, request: AccessRequest): Promise<void> {
    try {
      await this.approvals.carryOut(desk, request, await this.approvals.formOf(request));
    } catch (error) {
      if (refusalIn(error)?.code !== newDomain().code) throw error;
      request.reopen(desk.organization);
      await this.requests.save(request);
    }
  }
}
