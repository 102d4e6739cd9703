import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type Algorithm, hash, type Options, parseOptions, verify } from '@node-rs/argon2';
import { PasswordHasher, type SlowHashes, type Urgency } from '../domain/password-hasher.js';
import { normalized } from '../domain/password-similarity.js';
import { HashPool, type PoolLimits } from './hash-pool.js';

export interface HashCost {
  /** KiB. */
  memory: number;
  passes: number;
}

/** OWASP's first choice for argon2id, one lane. */
export const owaspCost: HashCost = { memory: 19_456, passes: 2 };

/** As many at once as told, or one a core; other work of the process (files, names, ciphers) keeps a thread for itself. */
export function poolLimits(told?: number, threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4)): PoolLimits {
  const atOnce = Math.max(1, told ?? Math.min(availableParallelism(), threads - 1));
  return { atOnce, waiting: 16, changes: 16 };
}

/** argon2id on the thread pool, keyed with the pepper (argon2's own secret input); never on the event loop. */
export class Argon2PasswordHasher extends PasswordHasher {
  readonly #pool: HashPool;
  readonly #options: Options;
  /** A hash that no password has, as costly as any. */
  readonly #nobodys: Promise<string>;

  readonly #cost: HashCost;

  constructor(
    pepper: string,
    { cost = owaspCost, limits = poolLimits() }: { cost?: HashCost; limits?: PoolLimits } = {},
  ) {
    super();
    this.#cost = cost;
    this.#pool = new HashPool(limits);
    this.#options = {
      algorithm: 2 satisfies Algorithm.Argon2id,
      memoryCost: cost.memory,
      timeCost: cost.passes,
      parallelism: 1,
      secret: Buffer.from(pepper, 'utf8'),
    };
    this.#nobodys = hash(randomBytes(32), this.#options);
  }

  admit<T>(urgency: Urgency, work: (hashes: SlowHashes) => Promise<T>): Promise<T> {
    const hashes: SlowHashes = {
      hash: (password) => this.#pool.turn(urgency, () => hash(normalized(password), this.#options)),
      verify: (known, password) => this.#pool.turn(urgency, () => this.#verify(known, password)),
    };
    return this.#pool.admit(urgency, () => work(hashes));
  }

  isOutdated(known: string): boolean {
    const { memoryCost, timeCost } = parseOptions(known);
    return memoryCost < this.#cost.memory || timeCost < this.#cost.passes;
  }

  async #verify(known: string | undefined, password: string): Promise<boolean> {
    const isRight = await verify(known ?? (await this.#nobodys), normalized(password), this.#options);
    return isRight && known !== undefined;
  }
}
