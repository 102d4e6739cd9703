import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Log, Readiness } from '@portico/service';
import type { MessagingOptions } from './options.js';

/** How long a check waits for the server's answer, and a closing connection for its last words, in milliseconds. */
const patience = 1_500;

const settings = ({ process, config }: MessagingOptions) => ({
  name: process,
  servers: config.NATS_URL.split(','),
  user: config.NATS_USER,
  pass: config.NATS_PASSWORD,
  // Answers come to an inbox that only this process may read.
  inboxPrefix: `_INBOX.${process}`,
  waitOnFirstConnect: true,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 200,
  reconnectJitter: 100,
  pingInterval: 10_000,
  // A stack for every request costs a third of its CPU.
  noAsyncTraces: true,
});

const within = (ms: number, work: Promise<unknown>): Promise<unknown> => {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`NATS did not answer in ${ms} ms`)), ms).unref();
  });
  return Promise.race([work, late]);
};

/** The process's one connection to NATS. */
export class Connection implements OnApplicationShutdown {
  readonly #onReturn: (() => void)[] = [];
  #isUp = true;

  private constructor(
    readonly nats: NatsConnection,
    private readonly log: Log,
  ) {}

  /** Waits for the server when it is not there yet. */
  static async open(options: MessagingOptions, log: Log, readiness: Readiness): Promise<Connection> {
    const connection = new Connection(await connect(settings(options)), log);
    readiness.add({ name: 'nats', check: () => connection.#check() });
    void connection.#watch();
    return connection;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Runs after each reconnect. */
  onReturn(callback: () => void): void {
    this.#onReturn.push(callback);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.nats.isClosed()) return;
    await within(patience, this.nats.drain()).catch(() => this.nats.close());
  }

  async #check(): Promise<void> {
    if (!this.#isUp) throw new Error('not connected');
    await within(patience, this.nats.flush());
  }

  async #watch(): Promise<void> {
    for await (const status of this.nats.status()) {
      if (status.type === 'disconnect') this.#lost(status.server);
      if (status.type === 'reconnect') this.#returned(status.server);
      if (status.type === 'error') this.log.warn('NATS says no', { reason: status.error.message });
    }
  }

  #lost(server: string): void {
    this.#isUp = false;
    this.log.warn('NATS is gone', { server });
  }

  #returned(server: string): void {
    this.#isUp = true;
    this.log.info('NATS is back', { server });
    for (const callback of this.#onReturn) callback();
  }
}
