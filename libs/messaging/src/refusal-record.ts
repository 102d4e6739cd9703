import type { ModuleRef } from '@nestjs/core';
import { NotAllowed, refusedByRule, RefusedDecisions } from '@portico/access';
import { type Actor, newId, type Refusal, refusalIn } from '@portico/kernel';
import type { Log } from '@portico/service';
import { keptFirst } from './kept-first.js';
import type { Route } from './routes.js';

/** What was asked when the refusal came. */
export interface Asked {
  route: Route;
  message: object;
  actor: Actor;
}

/**
 * Keeps every refusal of a person in an organization before that person hears of it, where the process has a place for it
 * (`RefusedDecisions`). The answer then names the record; why it was refused stays in there.
 */
export class RefusalRecord {
  #decisions?: RefusedDecisions | 'none';

  constructor(
    private readonly modules: ModuleRef,
    private readonly log: Log,
  ) {}

  /** The error to answer with. */
  async of(error: unknown, asked: Asked): Promise<unknown> {
    const decisions = this.#place();
    if (decisions === 'none') return error;
    const refused = refusalIn(error);
    const decision = refused instanceof NotAllowed ? refused.decision() : undefined;
    const action = decision?.action ?? actionOf(asked.route);
    const keep = async (kept: Refusal, organizationId: string): Promise<string> => {
      const record = { decisionId: newId(), organizationId, action, refusal: kept.code, ...recordOf(kept, asked) };
      await decisions.keep({ ...record, because: decision?.because ?? refusedByRule(kept.code) });
      return record.decisionId;
    };
    return keptFirst(error, { refused, actor: asked.actor, action }, { keep, log: this.log });
  }

  /** It belongs to the service's own module, which is not known here: found once, when it is first needed. */
  #place(): RefusedDecisions | 'none' {
    this.#decisions ??= found(this.modules);
    return this.#decisions;
  }
}

function found(modules: ModuleRef): RefusedDecisions | 'none' {
  try {
    return modules.get(RefusedDecisions, { strict: false });
  } catch {
    return 'none';
  }
}

/** Who asked, and what it was about. */
function recordOf(refused: Refusal, { message, actor: { memberId, userId } }: Asked) {
  const about = refused instanceof NotAllowed ? refused.resource() : {};
  return { memberId, userId, ...partsOf(message), ...partsOf(about) };
}

const actionOf = ({ admission, type }: Route): string => ('action' in admission ? admission.action : type.subject);

function partsOf(named: object): { npi?: string; type?: string } {
  const { npi, type } = named as Record<string, unknown>;
  return { ...(typeof npi === 'string' ? { npi } : {}), ...(typeof type === 'string' ? { type } : {}) };
}
