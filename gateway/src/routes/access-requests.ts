import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApproveAccessRequest, ListAccessRequests, RefuseAccessRequest, RequestAccess } from '@portico/contracts';
import { Limited, SignedIn } from '../auth/access.js';
import { EdgeBus } from '../input/edge-bus.js';
import { Input } from '../input/input.js';

/** Somebody asks to be let into an organization, whose Org Admins decide (MC-DIR-05). */
@Controller('organizations/:organizationId/access-requests')
@SignedIn()
export class AccessRequests {
  constructor(private readonly bus: EdgeBus) {}

  @Post()
  @Limited('registration')
  ask(@Input() request: RequestAccess) {
    return this.bus.send(request);
  }

  @Get()
  list(@Input() request: ListAccessRequests) {
    return this.bus.send(request);
  }

  @Post(':requestId/approval')
  @HttpCode(200)
  approve(@Input() request: ApproveAccessRequest) {
    return this.bus.send(request);
  }

  @Post(':requestId/refusal')
  @HttpCode(200)
  refuse(@Input() request: RefuseAccessRequest) {
    return this.bus.send(request);
  }
}
