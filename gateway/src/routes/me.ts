import { Controller, Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import {
  AcceptInvitation,
  AddOrganization,
  ChangePassword,
  EndSession,
  GetMe,
  GetMemberships,
  ListInvitations,
  ListSessions,
  ProvePhoneChange,
  RequestPhoneChange,
  UpdateProfile,
} from '@portico/contracts';
import { EdgeBus } from '../input/edge-bus.js';
import { Limited, SignedIn } from '../auth/access.js';
import { Input } from '../input/input.js';

/** What the person who is signed in has and does for themselves. */
@Controller('me')
@SignedIn()
export class Me {
  constructor(private readonly bus: EdgeBus) {}

  @Get()
  get(@Input() request: GetMe) {
    return this.bus.send(request);
  }

  @Patch()
  updateProfile(@Input() request: UpdateProfile) {
    return this.bus.send(request);
  }

  @Put('phone')
  @HttpCode(202)
  @Limited('passcode')
  requestPhoneChange(@Input() request: RequestPhoneChange) {
    return this.bus.send(request);
  }

  @Post('phone/verify')
  @HttpCode(200)
  @Limited('passcode')
  provePhoneChange(@Input() request: ProvePhoneChange) {
    return this.bus.send(request);
  }

  @Put('password')
  @Limited('sign-in')
  changePassword(@Input() request: ChangePassword) {
    return this.bus.send(request);
  }

  @Get('invitations')
  invitations(@Input() request: ListInvitations) {
    return this.bus.send(request);
  }

  @Post('invitations/:invitationId/acceptance')
  @HttpCode(200)
  acceptInvitation(@Input() request: AcceptInvitation) {
    return this.bus.send(request);
  }

  @Get('memberships')
  memberships(@Input() request: GetMemberships) {
    return this.bus.send(request);
  }

  @Get('sessions')
  sessions(@Input() request: ListSessions) {
    return this.bus.send(request);
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  async endSession(@Input() request: EndSession): Promise<void> {
    await this.bus.send(request);
  }

  @Post('organizations')
  @Limited('registration')
  addOrganization(@Input() request: AddOrganization) {
    return this.bus.send(request);
  }
}
