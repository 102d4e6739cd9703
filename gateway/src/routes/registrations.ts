import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  AcceptConditions,
  AcceptTerms,
  EnterAccount,
  GetRegistration,
  SendRegistrationPasscode,
  StartRegistration,
  VerifyRegistrationPasscode,
} from '@portico/contracts';
import { EdgeBus } from '../input/edge-bus.js';
import { Anonymous, FlowBearer, Limited } from '../auth/access.js';
import { Input } from '../input/input.js';

/** A person registers an organization with the token of the letter, or goes on with what they began. */
@Controller('registrations')
@FlowBearer()
export class Registrations {
  constructor(private readonly bus: EdgeBus) {}

  @Post()
  @Anonymous()
  @Limited('registration')
  start(@Input() request: StartRegistration) {
    return this.bus.send(request);
  }

  @Get(':registrationId')
  get(@Input() request: GetRegistration) {
    return this.bus.send(request);
  }

  @Post(':registrationId/terms')
  @HttpCode(200)
  acceptTerms(@Input() request: AcceptTerms) {
    return this.bus.send(request);
  }

  @Post(':registrationId/account')
  @HttpCode(200)
  @Limited('registration')
  enterAccount(@Input() request: EnterAccount) {
    return this.bus.send(request);
  }

  @Post(':registrationId/otp')
  @HttpCode(202)
  @Limited('passcode')
  sendPasscode(@Input() request: SendRegistrationPasscode) {
    return this.bus.send(request);
  }

  @Post(':registrationId/otp/verify')
  @HttpCode(200)
  @Limited('passcode')
  verifyPasscode(@Input() request: VerifyRegistrationPasscode) {
    return this.bus.send(request);
  }

  @Post(':registrationId/conditions')
  @HttpCode(200)
  acceptConditions(@Input() request: AcceptConditions) {
    return this.bus.send(request);
  }
}
