import { Controller, Get } from '@nestjs/common';
import { ExplainPermission, GetDecision, GetPermissions } from '@portico/contracts';
import { SignedIn } from '../auth/access.js';
import { EdgeBus } from '../input/edge-bus.js';
import { Input } from '../input/input.js';

/** Who may do what in the organization in view, and why. */
@Controller('permissions')
@SignedIn()
export class Permissions {
  constructor(private readonly bus: EdgeBus) {}

  @Get()
  get(@Input() request: GetPermissions) {
    return this.bus.send(request);
  }

  @Get('explain')
  explain(@Input() request: ExplainPermission) {
    return this.bus.send(request);
  }

  @Get('decisions/:decisionId')
  decision(@Input() request: GetDecision) {
    return this.bus.send(request);
  }
}
