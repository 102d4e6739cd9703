import { Controller, Get, Post } from '@nestjs/common';
import { GetRegistrationToken, IssueRegistrationToken, ReissueRegistrationToken } from '@portico/contracts';
import { EdgeBus } from '../input/edge-bus.js';
import { Staff } from '../auth/access.js';
import { Input } from '../input/input.js';

/** The department's side of registration. */
@Controller('ops/registration-tokens')
@Staff('ops')
export class RegistrationTokens {
  constructor(private readonly bus: EdgeBus) {}

  @Post()
  issue(@Input() request: IssueRegistrationToken) {
    return this.bus.send(request);
  }

  @Get(':tokenId')
  get(@Input() request: GetRegistrationToken) {
    return this.bus.send(request);
  }

  @Post(':tokenId/reissue')
  reissue(@Input() request: ReissueRegistrationToken) {
    return this.bus.send(request);
  }
}
