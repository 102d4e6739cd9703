import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { idFrom, newId, refusal } from '@portico/kernel';
import type { FastifyRequest } from 'fastify';
import { bearerOf } from '../auth/credentials.js';
import { GatewayConfig } from '../gateway.config.js';
import { CommandNotes } from './command-notes.js';

export const idempotencyKeyInvalid = refusal(
  'invalid',
  'idempotency-key-invalid',
  'The Idempotency-Key must be one key of 1 to 255 visible ASCII characters.',
);

export const idempotencyKeyReused = refusal(
  'invalid',
  'idempotency-key-reused',
  'This Idempotency-Key was used for another request.',
);

/** draft-ietf-httpapi-idempotency-key-header-07: a quoted string; the bare form is taken as well. */
const keyForm = /^(?:"([\x21\x23-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/;

/** Names the command of an unsafe request, so that one sent twice acts once. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly config: GatewayConfig,
    private readonly notes: CommandNotes,
  ) {}

  /** Refuses a key that came with another body before. Without a key each request is a command of its own. */
  async note(request: FastifyRequest): Promise<void> {
    const header = request.headers['idempotency-key'];
    const command = { id: commandId(request, keyIn(header)), bodyHash: this.#hashOf(request) };
    request.work.command = command;
    if (header === undefined) return;
    const first = await this.notes.first(command.id, command.bodyHash);
    if (first !== command.bodyHash) throw idempotencyKeyReused();
  }

  #hashOf({ method, body, raw }: FastifyRequest): string {
    const text = JSON.stringify([method, raw.url, body ?? null]);
    return createHmac('sha256', this.config.HASH_KEY).update(`command-body\0${text}`).digest('hex');
  }
}

function keyIn(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const match = typeof header === 'string' ? keyForm.exec(header) : null;
  if (!match) throw idempotencyKeyInvalid();
  return match[1] ?? match[2];
}

/** The same client, route and key give the same id; keys of two clients never meet. */
function commandId(request: FastifyRequest, key: string | undefined): string {
  if (key === undefined) return newId();
  const client = request.session?.sessionId ?? bearerOf(request) ?? request.address;
  return idFrom('command', client, `${request.method} ${request.raw.url ?? ''}`, key);
}
