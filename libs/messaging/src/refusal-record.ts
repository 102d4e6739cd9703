import type { ModuleRef } from '@nestjs/core';
import { NotAllowed, type RefusedDecision, RefusedDecisions } from '@portico/access';
import { type Actor, newId, Refusal, refusal, refusalIn } from '@portico/kernel';
import type { Log } from '@portico/service';
import type { Route } from './routes.js';

export const refusalNotKept = refusal('unavailable', 'refusal-not-kept', 'This cannot be answered right now.');

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

  /** The error to answer with. One that another process has already kept keeps its id. */
  async of(error: unknown, asked: Asked): Promise<unknown> {
    const refused = refusalIn(error);
    if (refused?.kind !== 'forbidden' || refused.details.decisionId !== undefined) return error;
    const { kind, organizationId } = asked.actor;
    const decisions = this.#place();
    if (kind !== 'user' || organizationId === undefined || decisions === 'none') return error;
    const kept = { ...recordOf(refused, asked), decisionId: newId(), organizationId };
    try {
      await decisions.keep(kept);
    } catch (trouble) {
      this.log.error('refusal not kept', trouble, { code: refused.code, action: kept.action });
      return refusalNotKept({ retryAfter: 1 });
    }
    const { code, message, details } = refused;
    return new Refusal('forbidden', code, message, { ...details, decisionId: kept.decisionId });
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

function recordOf(
  refused: Refusal,
  { route, message, actor }: Asked,
): Omit<RefusedDecision, 'decisionId' | 'organizationId'> {
  const { memberId, userId } = actor;
  const decision = refused instanceof NotAllowed ? refused.decision() : undefined;
  const named = { ...partsOf(message), ...partsOf(refused instanceof NotAllowed ? refused.resource() : {}) };
  const because = decision?.because ?? [{ kind: 'refused', source: 'rules', about: refused.code } as const];
  return { memberId, userId, action: decision?.action ?? actionOf(route), refusal: refused.code, ...named, because };
}

const actionOf = ({ admission, type }: Route): string => ('action' in admission ? admission.action : type.subject);

function partsOf(named: object): { npi?: string; type?: string } {
  const { npi, type } = named as Record<string, unknown>;
  return { ...(typeof npi === 'string' ? { npi } : {}), ...(typeof type === 'string' ? { type } : {}) };
}
