import type { SavedAggregate } from '@portico/kernel';
import type { RegistrationToken } from './registration-token.js';

/** All registration tokens. */
export abstract class RegistrationTokens {
  /** The id of the token that the command at hand makes: the same when the command is repeated. */
  abstract newId(): string;
  /** To be changed by the command at hand; a repeated command is answered from here. */
  abstract get(tokenId: string): Promise<RegistrationToken | undefined>;
  /** As it is now, also where the command at hand was here before: for commands that go on to another aggregate. */
  abstract present(tokenId: string): Promise<RegistrationToken | undefined>;
  /** As `present`, by the keyed hash of the normal form. */
  abstract presentWithHash(hash: string): Promise<RegistrationToken | undefined>;
  /** Whether the command at hand has changed this token before, so that doing it again would count twice. */
  abstract isRepeated(token: RegistrationToken): boolean;
  abstract save(token: RegistrationToken): Promise<SavedAggregate>;
  /** Ids of tokens whose time has passed and that were not announced, oldest first. */
  abstract overdue(at: Date, limit: number): Promise<string[]>;
  /** Ids of living tokens whose letter was not printed, oldest first. */
  abstract unprinted(at: Date, limit: number): Promise<string[]>;
}
