import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { refusal } from '@portico/kernel';
import type { SessionInUse } from '@portico/session';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Idempotency } from '../input/idempotency.js';
import { type LimitedFamily, Limits, tellLimits } from '../limits/limits.js';
import { type Admits, admitsKey, isUnsafe, limitedKey } from './access.js';
import { bearerOf } from './credentials.js';
import { liveSession } from './session.strategy.js';
import { actorOf, sessionRequired } from './sessions.js';

export const flowTokenRequired = refusal(
  'unauthenticated',
  'flow-token-required',
  'This step is authorized by the token that its flow was begun with.',
);

export const staffOnly = refusal('forbidden', 'staff-only', 'This is for staff only.');

/** What a route's decorators say. */
interface RouteRules {
  admits: Admits;
  limited?: LimitedFamily;
}

/** Lets a request in: its limit, who it comes from, and whether its command was sent before. */
@Injectable()
export class Admission extends AuthGuard(liveSession) {
  readonly #rules = new WeakMap<object, RouteRules>();

  constructor(
    private readonly reflector: Reflector,
    private readonly limits: Limits,
    private readonly idempotency: Idempotency,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { admits, limited } = this.#rulesOf(context);
    if (limited) await this.#limit(limited, context, request);
    await this.#prove(admits, context, request);
    if (isUnsafe(request.method)) await this.idempotency.note(request);
    return true;
  }

  override handleRequest<T>(error: Error | null, session: T | false | null): T {
    if (error) throw error;
    if (!session) throw sessionRequired();
    return session;
  }

  async #limit(family: LimitedFamily, context: ExecutionContext, request: FastifyRequest): Promise<void> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    await this.limits.count(request, family).finally(() => tellLimits(request, reply));
  }

  async #prove(admits: Admits, context: ExecutionContext, request: FastifyRequest): Promise<void> {
    if (admits === 'anonymous') return;
    if (admits === 'flow') return mustCarryToken(request);
    await super.canActivate(context);
    const session = (request as FastifyRequest & { user: SessionInUse }).user;
    request.session = session;
    request.work.actor = actorOf(session, request.address);
    if (typeof admits === 'object') mustBeStaff(session, admits);
  }

  #rulesOf(context: ExecutionContext): RouteRules {
    const handler = context.getHandler();
    const known = this.#rules.get(handler);
    if (known) return known;
    const places = [handler, context.getClass()];
    const rules = {
      admits: this.reflector.getAllAndOverride<Admits | undefined>(admitsKey, places) ?? 'signed-in',
      limited: this.reflector.getAllAndOverride<LimitedFamily | undefined>(limitedKey, places),
    };
    this.#rules.set(handler, rules);
    return rules;
  }
}

function mustBeStaff({ roles }: SessionInUse, { staff, action }: Extract<Admits, object>): void {
  if (!roles.includes(staff)) throw staffOnly({ action });
}

function mustCarryToken(request: FastifyRequest): void {
  if (bearerOf(request) === undefined) throw flowTokenRequired();
}
