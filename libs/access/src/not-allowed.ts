import { Refusal } from '@portico/kernel';
import type { Decision, Resource } from './decision.js';

/** A person may not do this; carries why, for the record, and never sends it: the chain names other people. */
export class NotAllowed extends Refusal {
  readonly #decision: Decision;
  readonly #resource: Resource;

  constructor(decision: Decision, resource: Resource = {}) {
    super('forbidden', 'not-allowed', 'You are not allowed to do this.', { action: decision.action });
    this.#decision = decision;
    this.#resource = resource;
  }

  /** A method, so that neither a spread nor JSON takes it along. */
  decision(): Decision {
    return this.#decision;
  }

  resource(): Resource {
    return this.#resource;
  }
}
