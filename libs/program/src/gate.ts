import { Injectable } from '@nestjs/common';
import { decide, type Decision, NotAllowed, type Policy, type Resource, Rights, type Standing } from '@portico/access';
import { type Actor, Clock } from '@portico/kernel';
import { policyOf } from './policy-of.js';
import { Programs } from './programs.js';

type Asked = [action: string, resource?: Resource];

const noPolicy: Policy = {
  organization: { admin: [], processor: [], none: [] },
  npi: { admin: [], processor: [], none: [] },
};

/**
 * Judges what a member may do, by the program's policy and the clock. A standing is what this service knows of the member; who
 * asks about many parts passes `Rights`, made once. Without a named organization the one in view is meant.
 */
@Injectable()
export class Gate {
  constructor(
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  decide(actor: Actor, held: Standing | Rights | undefined, ...[action, resource]: Asked): Decision {
    const rights = held === undefined || held instanceof Rights ? held : Rights.of(held);
    return decide(actor, rights, {
      action,
      resource: { organizationId: actor.organizationId, ...resource },
      policy: this.#policyFor(rights?.standing.program ?? actor.program),
      at: this.clock.now(),
    });
  }

  may(actor: Actor, held: Standing | Rights | undefined, ...[action, resource]: Asked): boolean {
    return this.decide(actor, held, action, resource).allowed;
  }

  /** Throws `NotAllowed`, which carries the decision to the record. What is not in sight is not found by the read, before. */
  require(actor: Actor, held: Standing | Rights | undefined, ...[action, resource]: Asked): void {
    const decision = this.decide(actor, held, action, resource);
    if (!decision.allowed) throw new NotAllowed(decision, resource);
  }

  #policyFor(program: string | undefined): Policy {
    return program === undefined ? noPolicy : policyOf(this.programs.get(program));
  }
}
