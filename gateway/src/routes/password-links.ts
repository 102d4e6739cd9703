import { Controller, HttpCode, Post } from '@nestjs/common';
import { OpenPasswordLink, SendLinkPasscode, SetPassword, VerifyLinkPasscode } from '@portico/contracts';
import { EdgeBus } from '../input/edge-bus.js';
import { Anonymous, FlowBearer, Limited } from '../auth/access.js';
import { Input } from '../input/input.js';

/** From a mailed link to a password. Nothing here is reached by following a link: every step is a POST. */
@Controller('password-links')
@FlowBearer()
export class PasswordLinks {
  constructor(private readonly bus: EdgeBus) {}

  @Post('open')
  @HttpCode(200)
  @Anonymous()
  @Limited('password-link')
  open(@Input() request: OpenPasswordLink) {
    return this.bus.send(request);
  }

  @Post(':linkId/otp')
  @HttpCode(202)
  @Limited('passcode')
  sendPasscode(@Input() request: SendLinkPasscode) {
    return this.bus.send(request);
  }

  @Post(':linkId/otp/verify')
  @HttpCode(200)
  @Limited('passcode')
  verifyPasscode(@Input() request: VerifyLinkPasscode) {
    return this.bus.send(request);
  }

  @Post(':linkId/password')
  @HttpCode(200)
  @Limited('password-link')
  setPassword(@Input() request: SetPassword) {
    return this.bus.send(request);
  }
}
