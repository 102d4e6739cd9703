import { Controller, HttpCode, Post } from '@nestjs/common';
import { RequestPasswordReset } from '@portico/contracts';
import { EdgeBus } from '../input/edge-bus.js';
import { Anonymous, Limited } from '../auth/access.js';
import { Input } from '../input/input.js';

@Controller('password-resets')
@Anonymous()
export class PasswordResets {
  constructor(private readonly bus: EdgeBus) {}

  @Post()
  @HttpCode(202)
  @Limited('password-link')
  request(@Input() request: RequestPasswordReset) {
    return this.bus.send(request);
  }
}
