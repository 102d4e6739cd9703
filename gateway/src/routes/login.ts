import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { Identify, SignIn, type SignedInView } from '@portico/contracts';
import { EdgeBus } from '../input/edge-bus.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Anonymous, Limited } from '../auth/access.js';
import { giveCookie } from '../auth/session-cookie.js';
import { Input } from '../input/input.js';

@Controller('login')
@Anonymous()
@Limited('sign-in')
export class Login {
  constructor(private readonly bus: EdgeBus) {}

  @Post('identifier')
  @HttpCode(200)
  identify(@Input() request: Identify) {
    return this.bus.send(request);
  }

  @Post('password')
  @HttpCode(200)
  async signIn(
    @Input() request: SignIn,
    @Req() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInView> {
    const signedIn = await this.bus.send(request);
    giveCookie(from, reply, signedIn.sessionToken);
    return signedIn;
  }
}
