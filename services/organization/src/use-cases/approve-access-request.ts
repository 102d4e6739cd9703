import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ApproveAccessRequest, type UserView } from '@portico/contracts';
import { type AccessRequest, accessRequestUnknown } from '../domain/access-request.js';
import { AccessRequests } from '../domain/access-requests.js';
import { Approvals } from './approvals.js';
import { Desks } from './desks.js';

/**
 * The request is decided first, so that approving and refusing at once have one outcome; then the person is taken in.
 * Whoever was stopped in between is carried on by the same command, or by the request's own fact.
 */
@CommandHandler(ApproveAccessRequest)
@Requires('user.manage')
export class ApproveAccessRequestHandler {
  constructor(
    private readonly desks: Desks,
    private readonly requests: AccessRequests,
    private readonly approvals: Approvals,
  ) {}

  async execute(command: ApproveAccessRequest): Promise<UserView> {
    const request = await this.requests.of(command.organizationId, command.requestId);
    const desk = await this.desks.open(command, 'user.manage', this.approvals.wanted(request));
    if (!request) throw accessRequestUnknown();
    const form = await this.approvals.formOf(request);
    if (this.approvals.isThere(desk, form)) await this.mustStillBeOpen(command);
    const { confirmNewDomain: confirmed } = command;
    const memberId = this.approvals.check(desk, form, confirmed);
    request.approve({ by: desk.deed.by, at: desk.deed.at, memberId, ...(confirmed && { confirmed }) });
    await this.requests.save(request);
    return this.approvals.carryOut(desk, request, form);
  }

  /** Who is there already may have come by this very request, approved meanwhile. */
  private async mustStillBeOpen({ organizationId, requestId }: ApproveAccessRequest): Promise<void> {
    (await this.requests.of(organizationId, requestId))?.mustBeOpen();
  }

  /** It was approved by this command: what is left to do is done. */
  async answer(request: AccessRequest, command: ApproveAccessRequest): Promise<UserView> {
    const desk = await this.desks.open(command, 'user.manage', this.approvals.wanted(request));
    return this.approvals.carryOut(desk, request, await this.approvals.formOf(request));
  }
}
