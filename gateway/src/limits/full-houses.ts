import { Injectable } from '@nestjs/common';
import { type Refusal } from '@portico/kernel';
import { busy } from '@portico/messaging';
import type { FastifyRequest } from 'fastify';

/** Milliseconds for which a service that said it is busy is believed: a few of its slots become free meanwhile, never all. */
const believed = 25;
/** Milliseconds after which a refusal of the edge's own leaves: whoever asks again at once gets no quicker for it. */
export const heldBack = 30;

/**
 * Routes whose service has just said that it is full. For a moment the edge refuses them by itself: thousands of refusals a
 * second, each over the bus, would take the processor from those who are being served.
 */
@Injectable()
export class FullHouses {
  readonly #until = new Map<string, number>();
  readonly #refusedHere = new WeakSet<FastifyRequest>();

  /** A service refused this request. Refusals of the edge's own prolong nothing. */
  note(request: FastifyRequest, { code }: Refusal): void {
    if (code !== busy().code || this.#refusedHere.has(request)) return;
    this.#until.set(keyOf(request), performance.now() + believed);
  }

  /** What to answer instead of asking, if anything. */
  refusal(request: FastifyRequest): Refusal | undefined {
    if (this.#until.size === 0) return undefined;
    const key = keyOf(request);
    if (performance.now() < (this.#until.get(key) ?? 0)) return this.#refuse(request);
    this.#until.delete(key);
    return undefined;
  }

  #refuse(request: FastifyRequest): Refusal {
    this.#refusedHere.add(request);
    return busy({ retryAfter: 1 });
  }
}

const keyOf = ({ method, routeOptions }: FastifyRequest): string => `${method} ${routeOptions.url ?? ''}`;
