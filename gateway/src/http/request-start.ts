import { Injectable } from '@nestjs/common';
import { anonymous } from '@portico/kernel';
import { Log, Metrics, traceFrom, traceparent, within, type WorkContext } from '@portico/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfig } from '../gateway.config.js';
import { FullHouses, heldBack } from '../limits/full-houses.js';
import { Limits, tellLimits } from '../limits/limits.js';
import { clientAddress } from './client-address.js';
import { securityHeaders } from './security-headers.js';

/** How long the gateway waits for the services that answer one request, in milliseconds. */
const patience = 10_000;

/** What happens to every request before it is known what it asks, and after it was answered. */
@Injectable()
export class RequestStart {
  constructor(
    private readonly config: GatewayConfig,
    private readonly limits: Limits,
    private readonly fullHouses: FullHouses,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  /** Runs the rest of the request within its context: address, trace, deadline. Refuses over the limit, and what finds no room. */
  begin(request: FastifyRequest, reply: FastifyReply, proceed: (error?: Error) => void): void {
    const work = this.#contextOf(request);
    request.work = work;
    void reply.headers(securityHeaders);
    void reply.header('x-trace-id', work.trace.traceId);
    void reply.header('traceparent', traceparent(work.trace));
    const refused = this.limits.countRequest(request);
    tellLimits(request, reply);
    const full = refused ? undefined : this.fullHouses.refusal(request);
    if (full) setTimeout(() => within(work, () => proceed(full)), heldBack);
    else within(work, () => proceed(refused));
  }

  /** One line and one figure; the route's pattern, never the address with what it may hold. */
  end(request: FastifyRequest, reply: FastifyReply): void {
    const { method, routeOptions, work, address } = request;
    const route = routeOptions.url ?? 'unknown';
    const status = String(reply.statusCode);
    this.metrics.observe('http_request_seconds', reply.elapsedTime / 1_000, { method: known(method), route, status });
    const facts = { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), address };
    within(work, () => this.log.info('request', facts));
  }

  #contextOf(request: FastifyRequest): WorkContext {
    request.address = clientAddress(request.raw, this.config.TRUSTED_PROXY_HOPS);
    return {
      actor: anonymous(request.address),
      trace: traceFrom(request.headers.traceparent as string | undefined),
      deadline: performance.now() + patience,
    };
  }
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const known = (method: string): string => (methods.has(method) ? method : 'other');
