import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AccessRequestView, RefuseAccessRequest } from '@portico/contracts';
import { type AccessRequest, accessRequestUnknown } from '../domain/access-request.js';
import { AccessRequests } from '../domain/access-requests.js';
import { Desks } from './desks.js';
import { decidedView } from './request-view.js';

@CommandHandler(RefuseAccessRequest)
@Requires('user.manage')
export class RefuseAccessRequestHandler {
  constructor(
    private readonly desks: Desks,
    private readonly requests: AccessRequests,
  ) {}

  async execute(command: RefuseAccessRequest): Promise<AccessRequestView> {
    const { organizationId, requestId, reason } = command;
    const { deed } = await this.desks.open(command, 'user.manage');
    const request = await this.requests.of(organizationId, requestId);
    if (!request) throw accessRequestUnknown();
    request.refuse({ by: deed.by, at: deed.at, reason });
    return decidedView(request, (await this.requests.save(request)).version);
  }

  answer(request: AccessRequest): AccessRequestView {
    return decidedView(request, request.version);
  }
}
