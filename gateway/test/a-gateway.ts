import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type DynamicModule, Module } from '@nestjs/common';
import { MovableClock, Clock } from '@portico/kernel';
import { Bus, DevClock } from '@portico/messaging';
import { FakeBus } from '@portico/messaging/testing';
import { Programs } from '@portico/program';
import { InMemoryPrograms } from '@portico/program/testing';
import { Log, Metrics, NoMetrics, ProcessConfig } from '@portico/service';
import {
  InMemoryLiveSessions,
  InMemoryRateLimiter,
  type LiveSession,
  LiveSessions,
  RateLimiter,
  RedisConnection,
  sessionTokenHash,
} from '@portico/session';
import { DevelopmentModule } from '../src/dev/development.module.js';
import { createGateway } from '../src/gateway.application.js';
import { GatewayConfig } from '../src/gateway.config.js';
import { EdgeModule } from '../src/gateway.module.js';

/** What would have been logged. */
export class RememberingLog extends Log {
  readonly lines: { level: string; what: string; facts?: unknown }[] = [];

  info(what: string, facts?: object): void {
    this.lines.push({ level: 'info', what, facts });
  }

  warn(what: string, facts?: object): void {
    this.lines.push({ level: 'warn', what, facts });
  }

  error(what: string, error: unknown, facts?: object): void {
    this.lines.push({ level: 'error', what, facts: { error: String(error), ...facts } });
  }
}

/** Redis as far as command notes go. */
class NotesOnly {
  readonly #notes = new Map<string, string>();

  readonly client = {
    set: async (key: string, value: string) => {
      const known = this.#notes.get(key) ?? null;
      if (known === null) this.#notes.set(key, value);
      return known;
    },
  };

  key(...parts: string[]): string {
    return parts.join(':');
  }

  use<T>(work: (client: NotesOnly['client']) => Promise<T>): Promise<T> {
    return work(this.client);
  }
}

/** A gateway in this process, its neighbours played by the test. */
export class AGateway {
  readonly bus = new FakeBus();
  readonly sessions = new InMemoryLiveSessions();
  readonly log = new RememberingLog();
  readonly clock = new MovableClock();
  readonly moves: unknown[] = [];
  readonly config = Object.assign(new GatewayConfig(), {
    NODE_ENV: 'test',
    HTTP_PORT: 0,
    PUBLIC_BASE_URL: 'https://portal.example',
    HASH_KEY: 'test-key',
  });
  app: NestFastifyApplication;

  constructor(
    settings: Partial<GatewayConfig> = {},
    private readonly own: { programs?: Programs; box?: string } = {},
  ) {
    Object.assign(this.config, settings);
  }

  async start(): Promise<this> {
    this.app = await createGateway(this.#root());
    await this.app.init();
    await this.app.getHttpAdapter().getInstance().ready();
    return this;
  }

  async stop(): Promise<void> {
    await this.app.close();
  }

  get inject(): NestFastifyApplication['inject'] {
    return this.app.inject.bind(this.app);
  }

  /** A token whose session lives. */
  async signedIn(change: Partial<LiveSession> = {}): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.sessions.put(sessionTokenHash('test-key', token), aSession(now, change));
    return token;
  }

  #root(): DynamicModule {
    const providers = [
      { provide: GatewayConfig, useValue: this.config },
      { provide: ProcessConfig, useValue: this.config },
      { provide: Bus, useValue: this.bus },
      { provide: LiveSessions, useValue: this.sessions },
      { provide: RateLimiter, useValue: new InMemoryRateLimiter() },
      { provide: RedisConnection, useValue: new NotesOnly() },
      { provide: Programs, useValue: this.own.programs ?? new InMemoryPrograms() },
      { provide: Log, useValue: this.log },
      { provide: Metrics, useValue: new NoMetrics() },
      { provide: Clock, useValue: this.clock },
      { provide: DevClock, useValue: { move: async (move: unknown) => void this.moves.push(move) } },
    ];
    const platform = { module: Platform, global: true, providers, exports: providers.map(({ provide }) => provide) };
    const development = this.own.box === undefined ? [] : [DevelopmentModule.forBox(this.own.box)];
    return { module: Whole, imports: [platform, EdgeModule, ...development] };
  }
}

@Module({})
class Platform {}

@Module({})
class Whole {}

export const someId = '0190a0a0-0000-7000-8000-00000000000a';

export function aSession(now: Date, change: Partial<LiveSession> = {}): LiveSession {
  const at = now.toISOString();
  return {
    sessionId: '0190a0a0-0000-7000-8000-000000000001',
    userId: '0190a0a0-0000-7000-8000-000000000002',
    roles: [],
    program: 'medi-cal',
    organizationId: someId,
    memberId: '0190a0a0-0000-7000-8000-000000000003',
    orgRole: 'admin',
    startedAt: at,
    authenticatedAt: at,
    idleMs: 15 * 60_000,
    endsAt: new Date(now.getTime() + 12 * 3_600_000).toISOString(),
    touchedAt: at,
    ...change,
  };
}
