import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Gatekeeper } from '@portico/access';
import { validated } from '@portico/contracts';
import type { Actor } from '@portico/kernel';
import { AlreadyHandled, type Cost, Log, type Trace, untilWon, within } from '@portico/service';
import { type Asked, RefusalRecord } from './refusal-record.js';
import type { Route } from './routes.js';

/** A request whose sender is known. */
export interface Work {
  actor: Actor;
  trace: Trace;
  command?: { id: string; bodyHash: string };
  /** Milliseconds of `performance.now()`. */
  deadline: number;
  cost?: Cost;
  body: unknown;
}

/** Validates, admits and carries out one request; a repeated command is answered from what it did before. */
@Injectable()
export class Executor {
  readonly #refusals: RefusalRecord;

  constructor(
    private readonly gatekeeper: Gatekeeper,
    modules: ModuleRef,
    log: Log,
  ) {
    this.#refusals = new RefusalRecord(modules, log);
  }

  async run(route: Route, { body, ...context }: Work): Promise<unknown> {
    const message = validated(route.type, body);
    Object.defineProperty(message, 'actor', { value: context.actor });
    return within(context, () => this.#carryOut({ route, message, actor: context.actor }));
  }

  async #carryOut(asked: Asked): Promise<unknown> {
    const { route, message, actor } = asked;
    try {
      if ('action' in route.admission) await this.gatekeeper.admit(actor, route.admission.action, message);
      return await untilWon(() => executed(route, message));
    } catch (error) {
      throw await this.#refusals.of(error, asked);
    }
  }
}

/** What was done before may have to be recorded again before it is answered again: an answer can lose a race, too. */
async function executed(route: Route, message: object): Promise<unknown> {
  try {
    return await route.execute(message);
  } catch (error) {
    if (error instanceof AlreadyHandled) return await answerAgain(route, error.aggregate, message);
    throw error;
  }
}

function answerAgain({ handler }: Route, aggregate: AlreadyHandled['aggregate'], message: object): unknown {
  if (handler.answer) return handler.answer(aggregate, message);
  return { id: aggregate.id, version: aggregate.version };
}
