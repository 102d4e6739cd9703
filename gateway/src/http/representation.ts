import type { FastifyReply, FastifyRequest } from 'fastify';

interface Represented {
  version?: unknown;
  nextCursor?: unknown;
}

/** What the answer's own data says in headers: its version as a strong entity tag, and where a list goes on. */
export function describe(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  if (typeof payload !== 'object' || payload === null) return;
  const { version, nextCursor } = payload as Represented;
  if (typeof version === 'string') void reply.header('etag', `"${version}"`);
  if (typeof nextCursor === 'string') void reply.header('link', `<${nextOf(request, nextCursor)}>; rel="next"`);
}

function nextOf({ raw }: FastifyRequest, cursor: string): string {
  const [path = '', search] = (raw.url ?? '').split('?', 2);
  const query = new URLSearchParams(search);
  query.set('cursor', cursor);
  return `${path}?${query.toString()}`;
}
