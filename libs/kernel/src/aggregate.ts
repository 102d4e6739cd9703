/** What happened, in the domain's words: plain data, named in the past tense. */
export interface DomainEvent {
  readonly type: string;
}

/** What an aggregate holds: exactly what is stored. */
export interface State {
  readonly id: string;
}

/** A consistency boundary: one document, one version, changed through `become` only. */
export abstract class Aggregate<S extends State, E extends DomainEvent> {
  #state: Readonly<S>;
  readonly #recorded: E[] = [];

  /** `version` is that of the stored document; 0 says that it was never saved. */
  constructor(
    state: S,
    readonly version = 0,
  ) {
    this.#state = state;
  }

  get id(): string {
    return this.#state.id;
  }

  /** What is stored. */
  get state(): Readonly<S> {
    return this.#state;
  }

  /** What happened since the load, in order. */
  get recorded(): readonly E[] {
    return this.#recorded;
  }

  /** State and fact change in one call, so neither is forgotten. */
  protected become(change: Partial<S>, ...facts: E[]): void {
    this.#state = { ...this.#state, ...change };
    this.#recorded.push(...facts.map((fact) => Object.freeze(fact)));
  }
}

/** What a command answers when nothing richer is asked. */
export interface SavedAggregate {
  id: string;
  version: number;
}
