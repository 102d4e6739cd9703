import { idFrom, type SavedAggregate } from '@portico/kernel';
import type { Registration } from './registration.js';

/** A token admits one registration: the id of the one is that of the other, transformed. */
export const registrationIdOf = (tokenId: string): string => idFrom('registration', tokenId);

/** All registrations. */
export abstract class Registrations {
  /** To be changed by the command at hand; a repeated command is answered from here. */
  abstract get(registrationId: string): Promise<Registration | undefined>;
  /** As it is now, whatever command is at hand. */
  abstract present(registrationId: string): Promise<Registration | undefined>;
  abstract save(registration: Registration): Promise<SavedAggregate>;
}
