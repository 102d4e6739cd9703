import {
  InvitedRegistrationCompleted,
  PasscodeRefused,
  PasscodeSent,
  RegistrationAdvanced,
  RegistrationCompleted,
  RegistrationProvisioned,
  RegistrationStarted,
  RegistrationTokenBegun,
  RegistrationTokenExpired,
  RegistrationTokenIssued,
  RegistrationTokenMismatched,
  RegistrationTokenRevoked,
  RegistrationTokenUsed,
} from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { RegistrationTokenEvent } from '../domain/registration-token.events.js';
import type { RegistrationEvent } from '../domain/registration.events.js';
import { written } from './written.js';

/** What other services are told of a token: ids and instants, never a word of the token. */
export function publishToken({ type, ...data }: RegistrationTokenEvent): Publication[] {
  switch (type) {
    case 'RegistrationTokenIssued':
      return [{ type: RegistrationTokenIssued, data: written(data) }];
    case 'RegistrationTokenBegun':
      return [{ type: RegistrationTokenBegun, data }];
    case 'RegistrationTokenMismatched':
      return [{ type: RegistrationTokenMismatched, data: written(data) }];
    case 'RegistrationTokenUsed':
      return [{ type: RegistrationTokenUsed, data }];
    case 'RegistrationTokenExpired':
      return [{ type: RegistrationTokenExpired, data }];
    case 'RegistrationTokenRevoked':
      return [{ type: RegistrationTokenRevoked, data }];
  }
}

/** What other services are told of a registration: ids, steps and the domain of the email, never the address or phone. */
export const publishRegistration = (event: RegistrationEvent): Publication[] =>
  'flowId' in event ? publishPasscode(event) : publishStep(event);

type PasscodeEvent = Extract<RegistrationEvent, { flowId: string }>;

function publishStep({ type, ...data }: Exclude<RegistrationEvent, PasscodeEvent>): Publication[] {
  switch (type) {
    case 'RegistrationStarted':
      return [{ type: RegistrationStarted, data: written(data) }];
    case 'RegistrationAdvanced':
      return [{ type: RegistrationAdvanced, data }];
    case 'RegistrationCompleted':
      return [{ type: RegistrationCompleted, data }];
    case 'InvitedRegistrationCompleted':
      return [{ type: InvitedRegistrationCompleted, data }];
    case 'RegistrationProvisioned':
      return [{ type: RegistrationProvisioned, data }];
    case 'RegistrationResumed':
    case 'RegistrationClosed':
      return [];
  }
}

function publishPasscode({ type, ...data }: PasscodeEvent): Publication[] {
  switch (type) {
    case 'PasscodeSent':
      return [{ type: PasscodeSent, data }];
    case 'PasscodeRefused':
      return [{ type: PasscodeRefused, data }];
  }
}
