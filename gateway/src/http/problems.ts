import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { Refusal } from '@portico/kernel';
import { RemoteFailure } from '@portico/messaging';
import { Log, type Trace, traceFrom } from '@portico/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FullHouses } from '../limits/full-houses.js';
import { KeptRefusals } from './kept-refusals.js';
import { KnownPaths } from './known-paths.js';
import { headersOf, problemOf, problemType } from './problem.js';
import { internal, methodNotAllowed, refusalBehind } from './refusals.js';
import { securityHeaders } from './security-headers.js';
import { Wording } from './wording.js';

/** Turns whatever was thrown into a problem document; tells nothing that is not meant for the caller. */
@Injectable()
@Catch()
export class Problems implements ExceptionFilter {
  constructor(
    private readonly wording: Wording,
    private readonly kept: KeptRefusals,
    private readonly paths: KnownPaths,
    private readonly fullHouses: FullHouses,
    private readonly log: Log,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    this.answer(await this.kept.of(error, request), request, http.getResponse<FastifyReply>());
  }

  /** `request` may not have begun: an address that cannot be read is refused before. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent) return;
    const refused = this.#refusalIn(error, request);
    this.fullHouses.note(request, refused);
    const { traceId } = (request.work as { trace?: Trace } | undefined)?.trace ?? traceFrom(undefined);
    const instance = request.routeOptions.url === undefined ? undefined : pathOf(request);
    const problem = problemOf(refused, { words: this.wording.of(refused, request), traceId, instance });
    void reply
      .code(problem.status)
      .headers(securityHeaders)
      .headers(headersOf(refused))
      .header('x-trace-id', traceId)
      .type(problemType)
      .send(JSON.stringify(problem));
  }

  #refusalIn(error: unknown, request: FastifyRequest): Refusal {
    const found = refusalBehind(error);
    if (!found) return this.#failure(error);
    if (found.kind === 'too-many' || !request.is404) return found;
    const methods = this.paths.methodsOf(pathOf(request));
    const isWrongMethod = methods.length > 0 && !methods.includes(request.method);
    return isWrongMethod ? methodNotAllowed({ allow: methods.join(', ') }) : found;
  }

  /** Each failure is logged once: one of a service stands in that service's log. */
  #failure(error: unknown): Refusal {
    if (!(error instanceof RemoteFailure)) this.log.error('request failed', error);
    return internal();
  }
}

const pathOf = ({ raw }: FastifyRequest): string => (raw.url ?? '').split('?', 1)[0] ?? '';
