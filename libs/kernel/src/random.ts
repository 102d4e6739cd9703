import { randomBytes, randomInt } from 'node:crypto';

/** The only source of randomness. */
export abstract class Random {
  abstract bytes(count: number): Buffer;
  /** A whole number, `0 <= n < below`, without bias. */
  abstract below(limit: number): number;
}

export class SystemRandom extends Random {
  bytes(count: number): Buffer {
    return randomBytes(count);
  }

  below(limit: number): number {
    return randomInt(limit);
  }
}
