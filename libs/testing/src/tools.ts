/** A running server or process, as the tools hand it out. */
export interface Served {
  kind: string;
  url: string;
  port: number;
  ports: number[];
  dir: string;
  pids(): number[];
  isAlive(): boolean;
  /** Starts it again on the same ports and data. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL; answers the pids that were alive and were hit. */
  kill(): Promise<number[]>;
}

export interface NatsServed extends Served {
  monitorUrl: string;
}

interface Place {
  dir: string;
}

export interface Secrets {
  natsPasswords: Record<string, string>;
}

export interface Plan {
  kind: string;
  way: string;
  dir: string;
  url: string;
  ports: number[];
  programs: {
    name: string;
    command: { file: string; args: string[]; env?: NodeJS.ProcessEnv };
    ready: () => Promise<unknown>;
  }[];
  tries?: number;
}

/** What this library uses of the repository's tools, which are plain JavaScript so that a bare machine can run them. */
export interface Tools {
  startNats(options: Place & { conf: string }): Promise<NatsServed>;
  startRedis(options: Place & { fsync?: 'always' | 'everysec' }): Promise<Served>;
  startMongo(options: Place & { fsync: boolean }): Promise<Served>;
  serve(plan: Plan): Promise<Served>;
  natsAuthorization(passwords: Record<string, string>): string;
  secretsIn(folder: string): Secrets;
  environmentOf(name: string, world: object): Record<string, string>;
  freePort(): Promise<number>;
  bornAt(pid: number): string | undefined;
  node24(): string;
  /** Paths of the logs that a part writes. */
  logsOf(dir: string): string[];
  sweep(folder: string): Promise<void>;
  addStaff(
    staff: { email: string; roles: string[]; program?: string },
    environment: NodeJS.ProcessEnv,
  ): Promise<unknown>;
  askAsOperator(asked: { message: string; body: object }, environment: NodeJS.ProcessEnv): Promise<unknown>;
  home: string;
  repository: string;
  mains: Record<string, string>;
}

const modules = [
  'servers/index.mjs',
  'servers/served.mjs',
  'servers/nats-users.mjs',
  'servers/process.mjs',
  'environment.mjs',
  'say.mjs',
  'sweep.mjs',
  'platform.mjs',
  'staff.mjs',
  'ask.mjs',
];

export async function loadTools(): Promise<Tools> {
  const at = (path: string) => new URL(`../../../tools/${path}`, import.meta.url).href;
  const loaded = await Promise.all(modules.map((path) => import(at(path)) as Promise<object>));
  return Object.assign({}, ...loaded) as Tools;
}
