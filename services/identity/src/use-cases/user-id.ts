import { idFrom } from '@portico/kernel';
import type { Secrets } from '../domain/secrets.js';

/** The id of the account that a login email gets: two registrations of one new person meet in one account. */
export const userIdOf = (email: string, secrets: Secrets): string =>
  idFrom('user', secrets.hash('user-email', email.toLowerCase()));
