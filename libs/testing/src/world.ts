import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, Gateways } from './http.js';
import { MailSink } from './mail-sink.js';
import { type Parts, startParts } from './parts.js';
import { loadTools, type Served, type Tools } from './tools.js';

export type ProgramName = 'medi-cal' | 'demo-plan';
export type ProcessName = 'identity' | 'organization' | 'pin' | 'gateway';

export interface WorldOptions {
  /** The program that a journey in this world uses; every world has all packs. */
  program?: ProgramName;
  /** How many of each process run. */
  replicas?: number;
  /** An own database server, which may be killed; else the one that MONGODB_URI names, with databases of this world. */
  ownMongo?: boolean;
  /** Added to the environment of a process, e.g. to plant a fault. */
  environment?: Partial<Record<ProcessName, Record<string, string>>>;
  /** The folder of packs; the repository's own unless named. */
  programsDir?: string;
  /** A copy of the built platform to run instead of the repository's own, e.g. with a planted fault. */
  platform?: string;
  /** Processes to run; all of them when not named. */
  processes?: readonly ProcessName[];
}

/** One thing that was sent to a person in development. */
export interface Sent {
  kind: 'mail' | 'sms' | 'voice' | 'letter';
  to: string;
  about: string;
  subject: string;
  text: string;
  links: string[];
  secret: string;
  at: string;
}

/** The whole platform as real processes on own servers, for journeys, races and kill tests. Never shared between specs. */
export class World {
  readonly http: Gateways['ask'];

  private constructor(
    private readonly tools: Tools,
    private readonly parts: Parts,
    readonly program: ProgramName,
    readonly folder: string,
    readonly mails: MailSink,
  ) {
    const gateways = new Gateways(parts.gateways);
    this.http = gateways.ask.bind(gateways);
  }

  static async start(options: WorldOptions = {}): Promise<World> {
    const tools = await loadTools();
    const id = randomBytes(4).toString('hex');
    const worlds = join(tools.home, 'test', 'worlds');
    const folder = join(worlds, id);
    mkdirSync(folder, { recursive: true });
    const owner = { pid: process.pid, born: tools.bornAt(process.pid) };
    writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
    const smtpPort = await tools.freePort();
    const mails = await MailSink.start(smtpPort);
    try {
      const parts = await startParts(tools, { folder, id, smtpPort, options });
      return new World(tools, parts, options.program ?? 'medi-cal', folder, mails);
    } catch (error) {
      await mails.stop();
      rmSync(join(folder, 'owner.json'));
      await tools.sweep(worlds);
      throw error;
    }
  }

  /** Base addresses of the gateways, without `/v1`. */
  get gateways(): readonly string[] {
    return this.parts.gateways;
  }

  /** For looking into the servers: NATS with a user that may see everything, Redis, MongoDB and this world's databases. */
  get servers(): Parts['addresses'] {
    return this.parts.addresses;
  }

  readonly clock = {
    /** Moves the clock of every process forward, by an ISO 8601 duration. */
    advance: (duration: string) => this.moveClock({ advance: duration }),
    set: (instant: string) => this.moveClock({ set: instant }),
    reset: () => this.moveClock({ reset: true }),
  };

  /** What was sent, newest first. */
  async outbox(query: Partial<Pick<Sent, 'kind' | 'to' | 'about'>> = {}): Promise<Sent[]> {
    const { status, body, text } = await this.http<{ items: Sent[] }>(
      `/dev/outbox?${new URLSearchParams(query).toString()}`,
    );
    if (status !== 200) throw new Error(`the outbox answered ${status}: ${text}`);
    return body.items;
  }

  /** Waits until at least `count` such things were sent, and answers them, newest first. */
  async sent(query: Partial<Pick<Sent, 'kind' | 'to' | 'about'>>, count = 1): Promise<Sent[]> {
    return this.eventually(
      async () => {
        const items = await this.outbox(query);
        return items.length >= count ? items : undefined;
      },
      `${count} sent for ${JSON.stringify(query)}`,
    );
  }

  /** Asks again and again until there is an answer; fails with what was waited for. */
  async eventually<T>(look: () => Promise<T | undefined>, what: string, within = 20_000): Promise<T> {
    for (const until = performance.now() + within; performance.now() < until; await sleep(50)) {
      const seen = await look();
      if (seen !== undefined) return seen;
    }
    throw new Error(`waited ${within / 1000} s for ${what}`);
  }

  /** What is running: `nats`, `redis`, `mongo` (if own), `identity-1`, `gateway-2`, … */
  names(): string[] {
    return [...this.parts.running.keys()];
  }

  /**
   * Kills a part, or every replica of a process, with SIGKILL. Answers the pids that were alive and were hit; a kill
   * that hits nothing is an error, for it would prove nothing.
   */
  async kill(name: string): Promise<number[]> {
    const hits = (await Promise.all(this.partsNamed(name).map((part) => part.kill()))).flat();
    if (hits.length === 0) throw new Error(`the kill of ${name} hit nothing: it was not running`);
    return hits;
  }

  /** Starts what was killed again, on the same ports and data, and waits until it is ready. */
  async restart(name: string): Promise<void> {
    await Promise.all(
      this.partsNamed(name)
        .filter((part) => !part.isAlive())
        .map((part) => part.start()),
    );
  }

  /** Asks a part to end by itself (SIGTERM). */
  async end(name: string): Promise<void> {
    await Promise.all(this.partsNamed(name).map((part) => part.stop()));
  }

  pids(name: string): number[] {
    return this.partsNamed(name).flatMap((part) => part.pids());
  }

  /** Addresses of the management ports of a process's replicas: /livez, /readyz, /metrics. */
  operationsUrls(name: string): string[] {
    return this.partsNamed(name).map(({ url }) => url);
  }

  /** Everything that the named parts, or all processes, wrote to their logs. */
  logs(name = ''): string {
    const chosen = name ? this.partsNamed(name) : [...this.parts.running.values()];
    return chosen
      .flatMap((part) => this.tools.logsOf(part.dir))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
  }

  /** Makes a staff account with the operator's command, which mails it a link to set its password. */
  async addStaff(staff: { email: string; roles: string[]; program?: string }): Promise<void> {
    await this.tools.addStaff({ program: this.program, ...staff }, this.parts.operator);
  }

  /** Asks as the operator's commands do: a contract class by name, its fields, and its view. */
  askAsOperator(message: string, body: object = {}): Promise<unknown> {
    return this.tools.askAsOperator({ message, body }, this.parts.operator);
  }

  async stop(): Promise<void> {
    for (const part of [...this.parts.running.values()].reverse()) await part.stop();
    await this.mails.stop();
    await this.parts.forget();
  }

  private partsNamed(name: string): Served[] {
    const found = [...this.parts.running]
      .filter(([key]) => key === name || key.startsWith(`${name}-`))
      .map(([, part]) => part);
    if (found.length === 0)
      throw new Error(`nothing in this world is called ${name}; there are ${this.names().join(', ')}`);
    return found;
  }

  private async moveClock(move: { advance?: string; set?: string; reset?: boolean }): Promise<Answer> {
    const answer = await this.http('/dev/clock', { body: move });
    if (answer.status >= 300) throw new Error(`the clock answered ${answer.status}: ${answer.text}`);
    return answer;
  }
}
