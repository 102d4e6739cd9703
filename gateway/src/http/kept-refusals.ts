import { Injectable } from '@nestjs/common';
import { KeepRefusal, type KeptRefusalView } from '@portico/contracts';
import type { Refusal } from '@portico/kernel';
import { Bus, keptFirst } from '@portico/messaging';
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
  of(error: unknown, { work: { actor } }: FastifyRequest): Promise<unknown> {
    const refused = refusalBehind(error);
    const action = actionOf(refused);
    const keep = async ({ code }: Refusal): Promise<string | undefined> => {
      const record = Object.assign(new KeepRefusal(), { action, refusal: code });
      return (await this.bus.send<KeptRefusalView>(record, { as: actor })).decisionId;
    };
    return keptFirst(error, { refused, actor, action }, { keep, log: this.log });
  }
}

function actionOf(refused: Refusal | undefined): string {
  const action = refused?.details.action;
  return (typeof action === 'string' ? action : (refused?.code ?? '')).slice(0, longestAction);
}
