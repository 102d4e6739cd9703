import type { FastifyReply } from 'fastify';

/** A dry run answers with what would happen; the change itself has nothing more to say than that it is done. */
export function effectsOrNothing<T>({ dryRun }: { dryRun?: boolean }, reply: FastifyReply, effects: T): T | undefined {
  if (!dryRun) return undefined;
  void reply.code(200);
  return effects;
}
