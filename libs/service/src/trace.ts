import { randomUUID } from 'node:crypto';
import type { Trace } from './context.js';

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** Random digits, from the pool that Node keeps for UUIDs: cheap enough for every request. */
const digits = (): string => randomUUID().replaceAll('-', '');

/** The trace that a `traceparent` header continues, or a new one. */
export function traceFrom(header: string | undefined): Trace {
  const match = form.exec(header ?? '');
  return { traceId: match?.[1] ?? digits(), spanId: digits().slice(-16) };
}

export const traceparent = ({ traceId, spanId }: Trace): string => `00-${traceId}-${spanId}-01`;
