import { Controller, Get } from '@nestjs/common';
import { GetDomains, GetOrganization } from '@portico/contracts';
import { EdgeBus } from '../input/edge-bus.js';
import { SignedIn } from '../auth/access.js';
import { Input } from '../input/input.js';

/** The organization in view; any other answers as if it did not exist. */
@Controller('organizations/:organizationId')
@SignedIn()
export class Organizations {
  constructor(private readonly bus: EdgeBus) {}

  @Get()
  get(@Input() request: GetOrganization) {
    return this.bus.send(request);
  }

  @Get('domains')
  domains(@Input() request: GetDomains) {
    return this.bus.send(request);
  }
}
