import { type Msg, type Subscription } from '@nats-io/transport-node';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { invalidInput } from '@portico/contracts';
import { newId, refusalIn } from '@portico/kernel';
import { type Cost, Log, Metrics } from '@portico/service';
import { busy } from './bus.js';
import { ActorClaims } from './claims.js';
import { Connection } from './connection.js';
import { Executor } from './executor.js';
import { InFlight } from './in-flight.js';
import { Messaging } from './options.js';
import { type Route, Routes } from './routes.js';
import { Turn } from './turn.js';
import { type Heading, headingOf, type Reply, replyWith } from './wire.js';

const retrySoon = { retryAfter: 1 };

interface Answered {
  reply: Reply;
  heading: Heading;
  seconds: number;
  /** Commands to the database until the answer was known. */
  database: number;
}

/** Answers requests from the bus: one subscription per message, shared with the other replicas. */
@Injectable()
export class Server implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #inFlight: InFlight;
  readonly #turn = new Turn();
  #subscriptions: Subscription[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly routes: Routes,
    private readonly executor: Executor,
    private readonly claims: ActorClaims,
    private readonly messaging: Messaging,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {
    this.#inFlight = new InFlight(messaging.options.inFlight ?? 256);
  }

  async onApplicationBootstrap(): Promise<void> {
    const queue = this.messaging.options.process;
    this.#subscriptions = this.routes.all().map((route) =>
      this.connection.nats.subscribe(route.type.subject, {
        queue,
        callback: (error, msg) => this.#take(route, msg, error),
      }),
    );
    await this.connection.nats.flush();
  }

  /** Takes no new requests and answers those in work. */
  async onModuleDestroy(): Promise<void> {
    if (!this.connection.nats.isClosed()) await Promise.all(this.#subscriptions.map((each) => each.drain()));
    await this.#inFlight.empty();
  }

  #take(route: Route, msg: Msg, error: Error | null): void {
    if (error) return this.log.error('subscription failed', error, { subject: route.type.subject });
    if (this.#inFlight.isFull) return this.#respond(msg, { refusal: busy(retrySoon).toJSON() });
    this.#inFlight.add(this.#serve(route, msg));
  }

  async #serve(route: Route, msg: Msg): Promise<void> {
    const started = performance.now();
    const heading = headingOf(msg);
    const cost = { database: 0 };
    const reply = await this.#reply(route, msg, { ...heading, cost });
    const { database } = cost;
    await this.#turn.end();
    this.#respond(msg, reply);
    this.#note(route, { reply, heading, seconds: (performance.now() - started) / 1_000, database });
  }

  async #reply(route: Route, msg: Msg, heading: Heading & { cost: Cost }): Promise<Reply> {
    const { trace, budget, cost } = heading;
    const deadline = performance.now() + budget;
    try {
      const actor = await this.claims.verify(heading.claim, this.messaging.options.process);
      const command = route.kind === 'command' ? (heading.command ?? { id: newId(), bodyHash: '' }) : undefined;
      return { ok: await this.executor.run(route, { actor, trace, command, deadline, cost, body: bodyOf(msg) }) };
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) return { refusal: refusal.toJSON() };
      this.log.error('request failed', error, { subject: msg.subject, traceId: trace.traceId });
      return { failure: { traceId: trace.traceId } };
    }
  }

  #respond(msg: Msg, reply: Reply): void {
    try {
      msg.respond(replyWith(reply));
    } catch (error) {
      this.log.error('reply not sent', error, { subject: msg.subject });
    }
  }

  #note({ type }: Route, { reply, heading, seconds, database }: Answered): void {
    const outcome = outcomeOf(reply);
    this.metrics.observe('request_seconds', seconds, { subject: type.subject, outcome });
    this.metrics.gauge('requests_in_flight', this.#inFlight.size);
    const { traceId, spanId } = heading.trace;
    const ms = Math.round(seconds * 1e4) / 10;
    this.log.info('request', { subject: type.subject, outcome, ms, database, traceId, spanId });
  }
}

function outcomeOf(reply: Reply): string {
  if ('refusal' in reply) return reply.refusal.kind;
  return 'failure' in reply ? 'failed' : 'ok';
}

function bodyOf(msg: Msg): unknown {
  try {
    return msg.json();
  } catch {
    throw invalidInput([{ pointer: '', code: 'isJson', message: 'a JSON object is expected' }]);
  }
}
