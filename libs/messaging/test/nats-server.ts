import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A server that a spec may kill. */
export interface OwnNats {
  url: string;
  kill(): Promise<unknown>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What the repository's tools hand out; they are plain JavaScript. */
interface Tools {
  startNats(options: { dir: string; conf?: string }): Promise<OwnNats>;
  natsAuthorization(passwords: Record<string, string>): string;
}

const tool = async (name: string): Promise<Tools> =>
  (await import(
    pathToFileURL(fileURLToPath(new URL(`../../../tools/servers/${name}`, import.meta.url))).href
  )) as Tools;

/** The users and rights of the platform's processes. */
export const platformUsers = async (passwords: Record<string, string>): Promise<string> =>
  (await tool('nats-users.mjs')).natsAuthorization(passwords);

/** An own NATS server; `conf` is its authorization block. */
export async function startNats(conf = ''): Promise<OwnNats> {
  const { startNats: start } = await tool('index.mjs');
  const dir = await mkdtemp(join(tmpdir(), 'portico-nats-'));
  const server = await start({ dir, conf });
  return {
    url: server.url,
    kill: () => server.kill(),
    start: () => server.start(),
    stop: async () => {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
