import {
  PasscodeRefused,
  PasscodeSent,
  PasswordChanged,
  PhoneChanged,
  PasswordLinkIssued,
  PasswordLinkProven,
  ProfileUpdated,
  SessionEnded,
  SessionOrganizationChosen,
  SessionStarted,
  SessionStrengthened,
  SignInLocked,
  StaffRolesGranted,
  UserJoinedOrganization,
  UserRegistered,
} from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { SessionEvent, SessionStarted as StartEvent } from '../domain/session.events.js';
import type { UserEvent, UserJoinedOrganization as JoinEvent } from '../domain/user.events.js';

const told = <T extends object>(type: Publication<T>['type'], data: T): Publication[] => [{ type, data }];

/** What others are told of an account: ids and words, nothing that could be used to enter it. */
export const publishUser = (event: UserEvent): Publication[] =>
  'linkId' in event ? publishLink(event) : publishPerson(event);

type LinkEvent = Extract<UserEvent, { linkId: string }>;

function publishPerson(event: Exclude<UserEvent, LinkEvent>): Publication[] {
  switch (event.type) {
    case 'UserRegistered':
      return told(UserRegistered, { userId: event.userId, roles: [...event.roles], program: event.program });
    case 'StaffRolesGranted':
      return told(StaffRolesGranted, { userId: event.userId, roles: [...event.roles] });
    case 'UserJoinedOrganization':
      return publishJoin(event);
    case 'ProfileUpdated':
      return told(ProfileUpdated, { userId: event.userId, fields: [...event.fields] });
    case 'SignInLocked':
      return told(SignInLocked, { userId: event.userId, lockedUntil: event.lockedUntil.toISOString() });
    case 'PasswordChanged':
      return told(PasswordChanged, { userId: event.userId, program: event.program });
    case 'PhoneChanged':
      return told(PhoneChanged, { userId: event.userId });
  }
}

function publishJoin({ userId, organizationId, program, registrationId }: JoinEvent): Publication[] {
  return told(UserJoinedOrganization, { userId, organizationId, program, ...(registrationId && { registrationId }) });
}

function publishLink(event: LinkEvent): Publication[] {
  switch (event.type) {
    case 'PasswordLinkIssued': {
      const { userId, linkId, purpose, program } = event;
      return told(PasswordLinkIssued, { userId, linkId, purpose, program });
    }
    case 'PasswordLinkProven':
      return told(PasswordLinkProven, { userId: event.userId, linkId: event.linkId });
    case 'LinkPasscodeSent':
      return told(PasscodeSent, { flowId: event.linkId, channel: event.channel });
    case 'LinkPasscodeRefused':
      return told(PasscodeRefused, { flowId: event.linkId });
  }
}

export function publishSession(event: SessionEvent): Publication[] {
  switch (event.type) {
    case 'SessionStarted':
      return publishStart(event);
    case 'SessionOrganizationChosen': {
      const { sessionId, organizationId, memberId } = event;
      return told(SessionOrganizationChosen, { sessionId, organizationId, memberId });
    }
    case 'SessionEnded': {
      const { sessionId, userId, reason } = event;
      return told(SessionEnded, { sessionId, userId, reason });
    }
    case 'SessionPasscodeSent':
    case 'SessionPasscodeRefused':
    case 'SessionStrengthened':
      return publishStrength(event);
  }
}

function publishStart({ sessionId, userId, organizationId, memberId }: StartEvent): Publication[] {
  return told(SessionStarted, { sessionId, userId, ...(organizationId && { organizationId, memberId }) });
}

type StrengthEvent = Extract<SessionEvent, { type: `SessionPasscode${string}` | 'SessionStrengthened' }>;

function publishStrength(event: StrengthEvent): Publication[] {
  switch (event.type) {
    case 'SessionPasscodeSent':
      return told(PasscodeSent, { flowId: event.sessionId, channel: event.channel });
    case 'SessionPasscodeRefused':
      return told(PasscodeRefused, { flowId: event.sessionId });
    case 'SessionStrengthened':
      return told(SessionStrengthened, { sessionId: event.sessionId, userId: event.userId });
  }
}
