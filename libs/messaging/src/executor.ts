import { Injectable } from '@nestjs/common';
import { Gatekeeper } from '@portico/access';
import { validated } from '@portico/contracts';
import type { Actor } from '@portico/kernel';
import { AlreadyHandled, type Trace, untilWon, within } from '@portico/service';
import type { Route } from './routes.js';

/** A request whose sender is known. */
export interface Work {
  actor: Actor;
  trace: Trace;
  command?: { id: string; bodyHash: string };
  /** Milliseconds of `performance.now()`. */
  deadline: number;
  body: unknown;
}

/** Validates, admits and carries out one request; a repeated command is answered from what it did before. */
@Injectable()
export class Executor {
  constructor(private readonly gatekeeper: Gatekeeper) {}

  async run(route: Route, { body, ...context }: Work): Promise<unknown> {
    const message = validated(route.type, body);
    Object.defineProperty(message, 'actor', { value: context.actor });
    return within(context, () => this.#carryOut(route, message, context.actor));
  }

  async #carryOut(route: Route, message: object, actor: Actor): Promise<unknown> {
    if ('action' in route.admission) await this.gatekeeper.admit(actor, route.admission.action, message);
    try {
      return await untilWon(() => route.execute(message));
    } catch (error) {
      if (error instanceof AlreadyHandled) return answerAgain(route, error.aggregate, message);
      throw error;
    }
  }
}

function answerAgain({ handler }: Route, aggregate: AlreadyHandled['aggregate'], message: object): unknown {
  if (handler.answer) return handler.answer(aggregate, message);
  return { id: aggregate.id, version: aggregate.version };
}
