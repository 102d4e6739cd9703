import type { EventType } from './event.js';
import * as accountMessages from './identity/account.messages.js';
import * as identityEvents from './identity/events.js';
import * as invitationMessages from './identity/invitation.messages.js';
import * as peopleEvents from './identity/people.events.js';
import * as profileEvents from './identity/profile.events.js';
import * as profileMessages from './identity/profile.messages.js';
import * as registrationMessages from './identity/registration.messages.js';
import * as sessionMessages from './identity/sessions.messages.js';
import type { MessageType } from './message.js';
import * as accessRequestMessages from './organization/access-request.messages.js';
import * as administrationEvents from './organization/administration.events.js';
import * as administrationMessages from './organization/administration.messages.js';
import * as auditMessages from './organization/audit.messages.js';
import * as organizationEvents from './organization/events.js';
import * as organizationMessages from './organization/messages.js';
import * as memberEvents from './organization/people.events.js';
import * as memberMessages from './organization/people.messages.js';
import * as permissionMessages from './organization/permissions.messages.js';
import * as republishMessages from './organization/republish.messages.js';
import * as toldMessages from './organization/told.messages.js';
import * as userMessages from './organization/users.messages.js';
import * as pinEvents from './pin/events.js';
import * as pinMessages from './pin/messages.js';

/** Every message and event of the platform: what catalogues, laws and matrices are generated from. */
export const messages: readonly MessageType[] = [
  registrationMessages,
  accountMessages,
  invitationMessages,
  profileMessages,
  sessionMessages,
  accessRequestMessages,
  administrationMessages,
  organizationMessages,
  memberMessages,
  auditMessages,
  permissionMessages,
  republishMessages,
  toldMessages,
  userMessages,
  pinMessages,
].flatMap((module) => Object.values(module) as unknown as MessageType[]);

export const events: readonly EventType[] = [
  identityEvents,
  peopleEvents,
  profileEvents,
  organizationEvents,
  memberEvents,
  administrationEvents,
  pinEvents,
].flatMap((module) => Object.values(module) as unknown as EventType[]);
