import type { SignedHead } from './head.js';
import { type AuditRecord, hashOf, noTail } from './record.js';

export type FaultKind = 'changed' | 'missing' | 'swapped' | 'cut' | 'forged' | 'unsigned';

/** The first thing that is wrong with a chain; `number` is the record that it is about. */
export interface Fault {
  readonly kind: FaultKind;
  readonly number: number;
  readonly text: string;
}

const fault = (kind: FaultKind, number: number, text: string): Fault => ({ kind, number, text });

/** A record whose link does not fit is at fault itself, or the one before it is: the next one knows. */
interface Suspect {
  readonly number: number;
  readonly hash: string;
}

/** What a head says of the record that it ends with. */
type Expected = Pick<SignedHead, 'number' | 'hash' | 'at'>;

/**
 * Goes along a chain from its first record and finds the first that was changed, is missing, stands elsewhere, was cut
 * off or forged. Needs nothing but the records in their order and the heads whose signatures hold.
 */
export class ChainCheck {
  #last: { number: number; hash: string };
  #gap?: number;
  #suspect?: Suspect;
  #fault?: Fault;
  readonly #expected: Map<number, readonly Expected[]>;

  constructor(
    private readonly organizationId: string,
    private readonly heads: readonly Expected[],
  ) {
    this.#last = noTail(organizationId);
    this.#expected = Map.groupBy(heads, ({ number }) => number);
  }

  /** The next record; `undefined` for one that cannot be read. */
  take(record: AuditRecord | undefined): void {
    if (this.#fault) return;
    if (this.#gap !== undefined) return this.#lookForGap(record, this.#gap);
    const number = this.#last.number + 1;
    this.#fault = this.#judged(record, number);
    if (record && this.#gap === undefined) this.#last = { number, hash: record.hash };
  }

  /** What is wrong first, after the last record. */
  end(): Fault | undefined {
    if (this.#fault) return this.#fault;
    if (this.#gap !== undefined) return fault('missing', this.#gap, `record ${this.#gap} is missing`);
    if (this.#suspect) return forged(this.#suspect.number - 1);
    const { number } = this.#last;
    const beyond = this.heads.filter((head) => head.number > number).map((head) => head.number);
    if (beyond.length === 0) return undefined;
    const words = `the chain ends with record ${number}, but a signed head knows record ${Math.max(...beyond)}`;
    return fault('cut', number + 1, words);
  }

  get number(): number {
    return this.#last.number;
  }

  #judged(record: AuditRecord | undefined, number: number): Fault | undefined {
    if (!record) return fault('changed', number, `record ${number} cannot be read`);
    const suspect = this.#suspect;
    this.#suspect = undefined;
    if (suspect) return forged(record.previousHash === suspect.hash ? suspect.number - 1 : suspect.number);
    return this.#placed(record, number) ?? this.#linked(record, number);
  }

  #placed(record: AuditRecord, number: number): Fault | undefined {
    if (record.number > number) this.#gap = number;
    if (record.number < number) return fault('forged', record.number, `record ${record.number} stands there twice`);
    return undefined;
  }

  #linked(record: AuditRecord, number: number): Fault | undefined {
    if (this.#gap !== undefined) return undefined;
    const { organizationId } = this;
    if (record.organizationId !== organizationId || hashOf(record) !== record.hash)
      return fault('changed', number, `record ${number} was changed: its hash is not that of what it holds`);
    if (record.previousHash !== this.#last.hash) return this.#unlinked(record);
    return this.#asSigned(record);
  }

  /** The first record has none before it that could be at fault. */
  #unlinked({ number, hash }: AuditRecord): Fault | undefined {
    if (number === 1) return forged(1);
    this.#suspect = { number, hash };
    return undefined;
  }

  #asSigned({ number, hash }: AuditRecord): Fault | undefined {
    const head = this.#expected.get(number)?.find((each) => each.hash !== hash);
    if (!head) return undefined;
    const words = `record ${number}, or one before it, was written anew: the head signed at ${head.at} knows another`;
    return fault('forged', number, words);
  }

  #lookForGap(record: AuditRecord | undefined, gap: number): void {
    if (record?.number === gap)
      this.#fault = fault('swapped', gap, `record ${gap} does not stand in its place: others come before it`);
  }
}

const forged = (number: number): Fault =>
  fault('forged', number, `record ${number} was forged: its own hash holds, but its neighbours know another`);
