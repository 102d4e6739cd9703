import { Controller, Get, Post } from '@nestjs/common';
import { GetRegistrationToken, IssueRegistrationToken, ReissueRegistrationToken } from '@portico/contracts';
import { EdgeBus } from '../input/edge-bus.js';
import { Staff } from '../auth/access.js';
import { Input } from '../input/input.js';

/** The department's side of registration. */
@Controller('ops/registration-tokens')
export class RegistrationTokens {
  constructor(private readonly bus: EdgeBus) {}

  @Post()
  @Staff('ops', 'registration-token.issue')
  issue(@Input() request: IssueRegistrationToken) {
    return this.bus.send(request);
  }

  @Get(':tokenId')
  @Staff('ops', 'registration-token.read')
  get(@Input() request: GetRegistrationToken) {
    return this.bus.send(request);
  }

  @Post(':tokenId/reissue')
  @Staff('ops', 'registration-token.reissue')
  reissue(@Input() request: ReissueRegistrationToken) {
    return this.bus.send(request);
  }
}
