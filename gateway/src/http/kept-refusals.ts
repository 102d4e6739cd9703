import { Injectable } from '@nestjs/common';
import { KeepRefusal, type KeptRefusalView } from '@portico/contracts';
import { Refusal } from '@portico/kernel';
import { Bus, refusalNotKept } from '@portico/messaging';
import { Log } from '@portico/service';
import type { FastifyRequest } from 'fastify';
import { refusalBehind } from './refusals.js';

/** What the contract has room for. */
const longestAction = 60;

/**
 * Has the organization service keep what a person with an organization in view was refused, where no service did: by the
 * edge itself, or by a service without a place for refusals. The answer then names the record.
 */
@Injectable()
export class KeptRefusals {
  constructor(
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  /** The error to answer with; a refusal that could not be kept is not given. */
  async of(error: unknown, request: FastifyRequest): Promise<unknown> {
    const refused = refusalBehind(error);
    if (refused?.kind !== 'forbidden' || refused.details.decisionId !== undefined) return error;
    const { kind, organizationId } = request.work.actor;
    if (kind !== 'user' || organizationId === undefined) return error;
    try {
      return await this.#kept(refused, request);
    } catch (trouble) {
      this.log.error('refusal not kept', trouble, { code: refused.code });
      return refusalNotKept({ retryAfter: 1 });
    }
  }

  async #kept(refused: Refusal, { work: { actor } }: FastifyRequest): Promise<Refusal> {
    const { code, message, details } = refused;
    const action = (typeof details.action === 'string' ? details.action : code).slice(0, longestAction);
    const record = Object.assign(new KeepRefusal(), { action, refusal: code });
    const { decisionId } = await this.bus.send<KeptRefusalView>(record, { as: actor });
    return new Refusal('forbidden', code, message, { ...details, decisionId });
  }
}
