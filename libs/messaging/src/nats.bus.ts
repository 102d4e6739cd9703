import { createHash, createHmac } from 'node:crypto';
import { type Msg, NoRespondersError, RequestError, TimeoutError } from '@nats-io/transport-node';
import { Injectable } from '@nestjs/common';
import { Command, type MessageType, type Query } from '@portico/contracts';
import { type Actor, anonymous, idFrom, newId, Random, system } from '@portico/kernel';
import { currentContext, type Trace, traceFrom } from '@portico/service';
import { Bus, noAnswer, notServed, type SendOptions } from './bus.js';
import { ActorClaims } from './claims.js';
import { Connection } from './connection.js';
import { Executor } from './executor.js';
import { Messaging } from './options.js';
import { type Route, Routes } from './routes.js';
import { Turn } from './turn.js';
import { answerIn, headersOf } from './wire.js';

/** Milliseconds: one try; and how long a service may be away while it restarts. */
const usualTimeout = 5_000;
const restartPatience = 2_000;
const retrySoon = { retryAfter: 1 };

interface Request {
  subject: string;
  body: string;
  actor: Actor;
  trace: Trace;
  command?: { id: string; bodyHash: string };
  timeoutMs: number;
  /** When asking again makes no sense; milliseconds of `performance.now()`. */
  deadline: number;
}

/** Asks over NATS; what this process itself answers is carried out here, by the same steps. */
@Injectable()
export class NatsBus extends Bus {
  readonly #hashKey: Buffer;
  readonly #turn = new Turn();

  constructor(
    private readonly connection: Connection,
    private readonly claims: ActorClaims,
    private readonly routes: Routes,
    private readonly executor: Executor,
    private readonly messaging: Messaging,
    private readonly random: Random,
  ) {
    super();
    this.#hashKey = createHash('sha256').update(`body ${messaging.options.config.CLAIM_PRIVATE_KEY}`).digest();
  }

  async send<R>(message: Command<R> | Query<R>, options: SendOptions = {}): Promise<R> {
    const request = this.#requestOf(message, options);
    const route = this.routes.get(request.subject);
    if (route) return this.#carryOut<R>(route, request);
    const answer = await this.#ask(request);
    return answerIn<R>(request.subject, answer.string());
  }

  #requestOf(message: object, options: SendOptions): Request {
    const context = currentContext();
    const { subject } = message.constructor as unknown as MessageType;
    const body = JSON.stringify(message);
    const actor = options.as ?? this.#actorOf(context?.actor);
    const timeoutMs = options.timeoutMs ?? usualTimeout;
    return {
      subject,
      body,
      actor,
      trace: options.traceparent ? traceFrom(options.traceparent) : (context?.trace ?? traceFrom(undefined)),
      command: message instanceof Command ? this.#commandOf({ subject, body, actor }, options) : undefined,
      timeoutMs,
      deadline: context?.deadline ?? performance.now() + 2 * timeoutMs,
    };
  }

  /** The edge passes on whom it vouches for; a service speaks for itself, on behalf of whom it serves. */
  #actorOf(current: Actor | undefined): Actor {
    const { process } = this.messaging.options;
    if (process === 'gateway') return current ?? anonymous();
    return system(process, current?.userId ?? current?.onBehalfOf);
  }

  #commandOf({ subject, body, actor }: Pick<Request, 'subject' | 'body' | 'actor'>, options: SendOptions) {
    const parts = JSON.stringify([actor.kind, actor.process, actor.userId, subject, body]);
    const bodyHash = options.bodyHash ?? createHmac('sha256', this.#hashKey).update(parts).digest('base64url');
    return { id: options.commandId ?? nextId(subject, bodyHash), bodyHash };
  }

  async #carryOut<R>(route: Route, { body, actor, trace, command, deadline }: Request): Promise<R> {
    const work = { actor, trace, command, deadline, body: JSON.parse(body) as unknown };
    return (await this.executor.run(route, work)) as R;
  }

  /** A service that restarts is waited for; what was lost on the way is asked once more, under the same command id. */
  async #ask(request: Request): Promise<Msg> {
    const patience = Math.min(request.deadline, performance.now() + restartPatience);
    for (let silences = 0; ;) {
      const outcome = await this.#try(request);
      if (typeof outcome === 'object') return outcome;
      if (outcome === 'silence' && (silences += 1) > 1) throw noAnswer(retrySoon);
      if (performance.now() >= (outcome === 'absence' ? patience : request.deadline)) {
        throw outcome === 'absence' ? notServed(retrySoon) : noAnswer(retrySoon);
      }
      if (outcome === 'absence') await this.#pause();
    }
  }

  async #try(request: Request): Promise<Msg | 'absence' | 'silence'> {
    const timeout = Math.max(1, Math.min(request.timeoutMs, request.deadline - performance.now()));
    const claim = await this.claims.sign(request.actor, request.subject.split('.', 1)[0] ?? '');
    const headers = headersOf({ claim, trace: request.trace, command: request.command, budget: timeout });
    await this.#turn.end();
    try {
      return await this.connection.nats.request(request.subject, request.body, { timeout, headers });
    } catch (error) {
      return troubleIn(error);
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 20 + this.random.below(80)));
  }
}

/** Doing a command again asks again under the same id; outside of one every question is new. */
function nextId(subject: string, bodyHash: string): string {
  const current = currentContext()?.command;
  return current ? idFrom('sent', current.id, subject, bodyHash) : newId();
}

function troubleIn(error: unknown): 'absence' | 'silence' {
  if (error instanceof TimeoutError) return 'silence';
  if (error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders())) return 'absence';
  throw error;
}
