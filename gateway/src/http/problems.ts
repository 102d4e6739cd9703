import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import { type Refusal, refusal } from '@portico/kernel';
import { RemoteFailure } from '@portico/messaging';
import { Programs } from '@portico/program';
import { currentContext, Log, traceFrom } from '@portico/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KnownPaths } from './known-paths.js';
import { headersOf, problemOf, problemType, statusOf } from './problem.js';
import { methodNotAllowed, refusalBehind } from './refusals.js';
import { securityHeaders } from './security-headers.js';

/** Something broke; what it was stands in the log, under the trace. */
export const internal = refusal('unavailable', 'internal', 'Something went wrong on our side. Please try again later.');

/** Turns whatever was thrown into a problem document; tells nothing that is not meant for the caller. */
@Injectable()
@Catch()
export class Problems implements ExceptionFilter {
  constructor(
    private readonly programs: Programs,
    private readonly paths: KnownPaths,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent) return;
    const refused = this.#refusalOf(error, request);
    const { traceId } = request.work?.trace ?? currentContext()?.trace ?? traceFrom(undefined);
    const told = refused ?? internal();
    const status = refused ? statusOf(refused) : 500;
    const instance = request.routeOptions?.url === undefined ? undefined : pathOf(request);
    const problem = { ...problemOf(told, { detail: this.#textOf(told, request), traceId, instance }), status };
    void reply
      .code(status)
      .headers(securityHeaders)
      .headers(refused ? headersOf(refused) : {})
      .header('x-trace-id', traceId)
      .type(problemType)
      .send(JSON.stringify(refused ? problem : { ...problem, title: 'Internal Server Error' }));
  }

  #refusalOf(error: unknown, request: FastifyRequest): Refusal | undefined {
    const found = refusalBehind(error);
    if (!found) this.#note(error);
    if (found?.code !== 'route-unknown') return found;
    const allow = this.paths.allowed(pathOf(request));
    return allow === undefined ? found : methodNotAllowed({ allow });
  }

  /** Each failure is logged once: one of a service stands in that service's log. */
  #note(error: unknown): void {
    if (!(error instanceof RemoteFailure)) this.log.error('request failed', error);
  }

  #textOf({ code, message, details }: Refusal, request: FastifyRequest): string {
    const language = request.headers['accept-language'];
    const program = typeof details.program === 'string' ? details.program : programOf(request);
    return this.programs.text(known(this.programs, program), code, language, details) ?? message;
  }
}

const pathOf = ({ raw }: FastifyRequest): string => (raw.url ?? '').split('?', 1)[0] ?? '';

const known = (programs: Programs, id: string | undefined): string | undefined =>
  id !== undefined && programs.ids().includes(id) ? id : undefined;

function programOf({ session, body, query }: FastifyRequest): string | undefined {
  const named = session?.program ?? programIn(body) ?? programIn(query);
  return typeof named === 'string' ? named : undefined;
}

const programIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { program?: unknown }).program : undefined;
