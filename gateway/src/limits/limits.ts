import { Injectable } from '@nestjs/common';
import { Clock, type Refusal, refusal } from '@portico/kernel';
import { LocalWindows, RateLimiter, type RateReading, type RateRule } from '@portico/session';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfig } from '../gateway.config.js';
import { party } from '../http/client-address.js';
import type { LimitReading } from '../http/edge-request.js';

export const tooManyRequests = refusal(
  'too-many',
  'too-many-requests',
  'Too many requests came from your address. Please wait a moment and try again.',
);

const minute = 60_000;

/** What is costly or worth guessing at has a tenth of the general limit, each family of it for itself. */
export type LimitedFamily = 'sign-in' | 'registration' | 'password-link' | 'passcode';

/**
 * How much one client address may ask. The general limit is counted in this process, for it guards the process and costs
 * no command; those of sensitive families are shared by all replicas.
 */
@Injectable()
export class Limits {
  readonly #windows = new LocalWindows();
  readonly #general: RateRule;
  readonly #sensitive: RateRule;

  constructor(
    config: GatewayConfig,
    private readonly limiter: RateLimiter,
    private readonly clock: Clock,
  ) {
    this.#general = { limit: config.requestsPerMinute, windowMs: minute };
    this.#sensitive = { limit: Math.max(1, Math.floor(config.requestsPerMinute / 10)), windowMs: minute };
  }

  /** Counts a request; answers the refusal if it is one too many. */
  countRequest(request: FastifyRequest): Refusal | undefined {
    const reading = this.#windows.take(party(request.address), this.#general, this.clock.now());
    return this.#noted(request, 'general', reading);
  }

  async count(request: FastifyRequest, family: LimitedFamily): Promise<void> {
    const key = `${family}:${party(request.address)}`;
    const refused = this.#noted(request, family, await this.limiter.take(key, this.#sensitive, this.clock.now()));
    if (refused) throw refused;
  }

  #noted(request: FastifyRequest, name: string, reading: RateReading): Refusal | undefined {
    const { limit, remaining, resetAfter, allowed } = reading;
    request.limits = [...(request.limits ?? []), { name, limit, windowSeconds: minute / 1_000, remaining, resetAfter }];
    return allowed ? undefined : tooManyRequests({ retryAfter: resetAfter });
  }
}

/** The RateLimit fields of the IETF draft: what the policy is, and what is left of it. */
export function tellLimits({ limits }: FastifyRequest, reply: FastifyReply): void {
  if (!limits) return;
  void reply.header('ratelimit-policy', limits.map(policyOf).join(', '));
  void reply.header('ratelimit', limits.map(restOf).join(', '));
}

const policyOf = ({ name, limit, windowSeconds }: LimitReading): string => `"${name}";q=${limit};w=${windowSeconds}`;
const restOf = ({ name, remaining, resetAfter }: LimitReading): string => `"${name}";r=${remaining};t=${resetAfter}`;
