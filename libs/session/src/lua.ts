import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A script that the server keeps: one command a call, known by its digest. */
export class Lua {
  readonly #digest: string;

  constructor(private readonly source: string) {
    this.#digest = createHash('sha1').update(source).digest('hex');
  }

  async run(redis: Redis, keys: string[], values: (string | number)[]): Promise<unknown> {
    try {
      return await redis.evalsha(this.#digest, keys.length, ...keys, ...values);
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return redis.eval(this.source, keys.length, ...keys, ...values);
    }
  }
}

/** The server was restarted, or its scripts were flushed. */
const isUnknownScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');
