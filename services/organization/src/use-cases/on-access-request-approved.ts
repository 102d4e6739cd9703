import { AccessRequestApproved } from '@portico/contracts';
import { Reacts } from '@portico/messaging';
import { AccessRequests } from '../domain/access-requests.js';
import { Approvals } from './approvals.js';
import { Desks } from './desks.js';

/** What an approval began and could not end ends here: the person is taken in. */
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
    if (desk) await this.approvals.carryOut(desk, await this.approvals.formOf(request));
  }
}
