import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { SessionInUse } from '@portico/session';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import { GatewayConfig } from '../gateway.config.js';
import { isUnsafe } from './access.js';
import { bearerOf, cookieOf } from './credentials.js';
import { mustBeOwnPage } from './same-origin.js';
import { sessionRequired, Sessions } from './sessions.js';

export const liveSession = 'live-session';

/** Passport: the opaque session token, as a bearer from programs or in the cookie from browsers. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, liveSession) {
  readonly #publicOrigin: string;

  constructor(
    private readonly sessions: Sessions,
    config: GatewayConfig,
  ) {
    super();
    this.#publicOrigin = new URL(config.PUBLIC_BASE_URL).origin;
  }

  async validate(request: FastifyRequest): Promise<SessionInUse> {
    return this.sessions.of(bearerOf(request) ?? this.#fromCookie(request), request.address);
  }

  #fromCookie(request: FastifyRequest): string {
    const token = cookieOf(request);
    if (token === undefined) throw sessionRequired();
    if (isUnsafe(request.method)) mustBeOwnPage(request, this.#publicOrigin);
    return token;
  }
}
