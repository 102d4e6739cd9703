import { Controller, Delete, Get, HttpCode, Put, Req, Res } from '@nestjs/common';
import { ChooseOrganization, GetSession, type SessionView, SignOut } from '@portico/contracts';
import type { SessionInUse } from '@portico/session';
import { EdgeBus } from '../input/edge-bus.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../auth/access.js';
import { takeCookieBack } from '../auth/session-cookie.js';
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

  @Delete()
  @HttpCode(204)
  async signOut(@Input() request: SignOut, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.bus.send(request);
    takeCookieBack(reply);
  }
}
