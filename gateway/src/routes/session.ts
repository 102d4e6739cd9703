import { Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import {
  ChooseOrganization,
  GetSession,
  SendSessionPasscode,
  type SessionView,
  SignOut,
  type StrengthenedSessionView,
  VerifySessionPasscode,
} from '@portico/contracts';
import type { SessionInUse } from '@portico/session';
import { EdgeBus } from '../input/edge-bus.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Limited, SignedIn } from '../auth/access.js';
import { giveCookie, takeCookieBack } from '../auth/session-cookie.js';
import { viewOf } from '../auth/sessions.js';
import { Input } from '../input/input.js';

/** The session that asks. Reading it costs the one command that admitted the request. */
@Controller('session')
@SignedIn()
export class Session {
  constructor(private readonly bus: EdgeBus) {}

  @Get()
  get(@Input() _request: GetSession, @Req() { session }: FastifyRequest): SessionView {
    return viewOf(session as SessionInUse);
  }

  @Put('organization')
  chooseOrganization(@Input() request: ChooseOrganization) {
    return this.bus.send(request);
  }

  @Post('otp')
  @HttpCode(202)
  @Limited('passcode')
  sendPasscode(@Input() request: SendSessionPasscode) {
    return this.bus.send(request);
  }

  @Post('otp/verify')
  @HttpCode(200)
  @Limited('passcode')
  async verifyPasscode(
    @Input() request: VerifySessionPasscode,
    @Req() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StrengthenedSessionView> {
    const session = await this.bus.send(request);
    giveCookie(from, reply, session.sessionToken);
    return session;
  }

  @Delete()
  @HttpCode(204)
  async signOut(@Input() request: SignOut, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.bus.send(request);
    takeCookieBack(reply);
  }
}
