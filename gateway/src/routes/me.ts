import { Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { AddOrganization, EndSession, GetMe, GetMemberships, ListSessions, UpdateProfile } from '@portico/contracts';
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
