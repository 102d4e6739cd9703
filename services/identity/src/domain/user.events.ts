import type { LinkPurpose } from './link.js';

export interface UserRegistered {
  readonly type: 'UserRegistered';
  readonly userId: string;
  readonly roles: readonly string[];
  readonly program: string;
}

export interface StaffRolesGranted {
  readonly type: 'StaffRolesGranted';
  readonly userId: string;
  readonly roles: readonly string[];
}

export interface UserJoinedOrganization {
  readonly type: 'UserJoinedOrganization';
  readonly userId: string;
  readonly organizationId: string;
  readonly program: string;
  /** The registration that led there, if one did. */
  readonly registrationId?: string;
}

export interface ProfileUpdated {
  readonly type: 'ProfileUpdated';
  readonly userId: string;
  readonly fields: readonly string[];
}

export interface PasswordLinkIssued {
  readonly type: 'PasswordLinkIssued';
  readonly userId: string;
  readonly linkId: string;
  readonly purpose: LinkPurpose;
  readonly program: string;
}

export interface LinkPasscodeSent {
  readonly type: 'LinkPasscodeSent';
  readonly linkId: string;
  readonly channel: 'sms' | 'voice';
}

export interface LinkPasscodeRefused {
  readonly type: 'LinkPasscodeRefused';
  readonly linkId: string;
}

export interface PasswordLinkProven {
  readonly type: 'PasswordLinkProven';
  readonly userId: string;
  readonly linkId: string;
}

export interface PasswordChanged {
  readonly type: 'PasswordChanged';
  readonly userId: string;
  readonly program: string;
}

export interface PhoneChanged {
  readonly type: 'PhoneChanged';
  readonly userId: string;
}

export interface SignInLocked {
  readonly type: 'SignInLocked';
  readonly userId: string;
  readonly lockedUntil: Date;
}

export type UserEvent =
  | UserRegistered
  | StaffRolesGranted
  | UserJoinedOrganization
  | ProfileUpdated
  | PasswordLinkIssued
  | LinkPasscodeSent
  | LinkPasscodeRefused
  | PasswordLinkProven
  | PasswordChanged
  | PhoneChanged
  | SignInLocked;
