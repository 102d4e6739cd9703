import { type Msg, type Subscription } from '@nats-io/transport-node';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, MovableClock, SystemClock } from '@portico/kernel';
import { Log } from '@portico/service';
import { Connection } from './connection.js';
import { Messaging } from './options.js';

/** How to move the clock of every process: by an ISO 8601 duration, to an instant, to real time, or to an offset in ms. */
export type ClockMove = { advance: string } | { set: Date } | { reset: true } | { offset: number };

/** Where a clock stands: milliseconds from real time, and since when (real time, ms); of two, the newer counts. */
interface Stand {
  offset: number;
  movedAt: number;
}

const moves = 'portico.dev.clock';
const questions = 'portico.dev.clock.ask';
/** Milliseconds: silence after which everyone has answered; and how long a process may need to catch up after a move. */
const stall = 150;
const patience = 15_000;
/** Whoever answers has caught up itself, so a process that starts needs one answer and waits for no more. */
const anyone = { strategy: 'count', maxMessages: 1, maxWait: 1_000 } as const;
const real = new SystemClock();

/** Moves the clocks of all processes together. In production it neither listens nor moves. */
@Injectable()
export class DevClock implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #callbacks: (() => unknown)[] = [];
  #subscriptions: Subscription[] = [];
  #movedAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly connection: Connection,
    private readonly messaging: Messaging,
    private readonly log: Log,
  ) {}

  /** In production, and in a command of the operator, which is gone before anything moves. */
  get isOff(): boolean {
    const { config, process, serves } = this.messaging.options;
    const isStaying = serves || process === 'gateway';
    return config.NODE_ENV === 'production' || !isStaying || !(this.clock instanceof MovableClock);
  }

  get offset(): number {
    return this.clock instanceof MovableClock ? this.clock.offset : 0;
  }

  /** Runs after each move and before the mover hears that it is done: what looks for work that is now due. */
  onMoved(callback: () => unknown): void {
    this.#callbacks.push(callback);
  }

  /** Moves every process that runs; resolves with the new offset once all have moved and caught up. */
  async move(move: ClockMove): Promise<number> {
    if (this.isOff) throw new Error('the clock cannot be moved here');
    const stand = { offset: this.#offsetAfter(move), movedAt: real.now().getTime() };
    const peers = await this.#ask();
    const options = { strategy: 'count', maxMessages: peers.length, maxWait: patience } as const;
    await this.#collect(moves, JSON.stringify(stand), options);
    return stand.offset;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.isOff) return;
    this.#subscriptions = [this.#listen(moves, (msg) => this.#adopt(msg.json<Stand>()))];
    await this.#catchUp(await this.#collect(questions, '', anyone));
    this.#subscriptions.push(this.#listen(questions, async () => undefined));
    this.connection.onReturn(() => void this.#ask().then((stands) => this.#catchUp(stands)));
  }

  async onModuleDestroy(): Promise<void> {
    if (!this.connection.nats.isClosed()) await Promise.all(this.#subscriptions.map((each) => each.drain()));
  }

  #listen(subject: string, work: (msg: Msg) => Promise<void>): Subscription {
    const callback = (error: Error | null, msg: Msg): void => {
      if (error) return this.log.warn('development clock not heard', { reason: error.message });
      void work(msg).then(() => msg.respond(JSON.stringify({ offset: this.offset, movedAt: this.#movedAt })));
    };
    return this.connection.nats.subscribe(subject, { callback });
  }

  /** A process that starts, or was cut off, takes over where its peers stand. */
  async #catchUp(stands: readonly Stand[]): Promise<void> {
    for (const stand of stands) await this.#adopt(stand);
  }

  async #adopt({ offset, movedAt }: Stand): Promise<void> {
    if (movedAt <= this.#movedAt || !(this.clock instanceof MovableClock)) return;
    this.#movedAt = movedAt;
    this.clock.shiftTo(offset);
    const results = await Promise.allSettled(this.#callbacks.map(async (callback) => callback()));
    for (const result of results) {
      if (result.status === 'rejected') this.log.error('catching up with the clock failed', result.reason);
    }
  }

  #ask(): Promise<Stand[]> {
    return this.#collect(questions, '', { strategy: 'stall', stall, maxWait: 1_000 } as const);
  }

  async #collect(
    subject: string,
    body: string,
    options: Parameters<Connection['nats']['requestMany']>[2],
  ): Promise<Stand[]> {
    try {
      return await answersOf(await this.connection.nats.requestMany(subject, body, options));
    } catch (error) {
      this.log.warn('development clock not answered', { reason: String(error) });
      return [];
    }
  }

  #offsetAfter(move: ClockMove): number {
    if ('offset' in move) return move.offset;
    if ('reset' in move) return 0;
    const trial = new MovableClock();
    trial.shiftTo(this.offset);
    if ('advance' in move) trial.advance(move.advance);
    else trial.set(move.set);
    return trial.offset;
  }
}

async function answersOf(messages: AsyncIterable<Msg>): Promise<Stand[]> {
  const stands: Stand[] = [];
  for await (const msg of messages) if (msg.data.length > 0) stands.push(msg.json<Stand>());
  return stands;
}
