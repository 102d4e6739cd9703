import { refusal } from '@portico/kernel';

export const busy = refusal('unavailable', 'busy', 'The portal is very busy. Please try again in a moment.');

/** Who waits: a person at the door, or a change of password, which takes many hashes and lets the others pass. */
export type Urgency = 'sign-in' | 'change';

/** Slow hashes for one piece of admitted work. */
export interface SlowHashes {
  hash(password: string): Promise<string>;
  /** Without a hash it takes as long, and the answer is no: nobody can tell that there was none. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** Slow, salted, peppered hashes; a bounded number at once, so that neither memory nor other requests suffer. */
export abstract class PasswordHasher {
  /** Takes the work in at once, or refuses `busy` within milliseconds. */
  abstract admit<T>(urgency: Urgency, work: (hashes: SlowHashes) => Promise<T>): Promise<T>;
  /** Made at a lower cost than today's. */
  abstract isOutdated(hash: string): boolean;
}
