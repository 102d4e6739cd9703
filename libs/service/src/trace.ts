import { randomFillSync } from 'node:crypto';
import type { Trace } from './context.js';

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

const pool = Buffer.alloc(4_096);
let used = pool.length;

/** Random digits, drawn many at a time: cheap enough for every request. */
function digits(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}

/** The trace that a `traceparent` header continues, or a new one. */
export function traceFrom(header: string | undefined): Trace {
  const match = form.exec(header ?? '');
  return { traceId: match?.[1] ?? digits(16), spanId: digits(8) };
}

export const traceparent = ({ traceId, spanId }: Trace): string => `00-${traceId}-${spanId}-01`;
