import type { RegistrationFlow } from './registration-steps.js';

export type RegistrationEvent =
  | Readonly<{
      type: 'RegistrationStarted';
      registrationId: string;
      tokenId?: string;
      invitationId?: string;
      program: string;
      flow: RegistrationFlow;
    }>
  | Readonly<{ type: 'RegistrationAdvanced'; registrationId: string; done: string; step: string }>
  | Readonly<{ type: 'RegistrationResumed'; registrationId: string; step: string }>
  | Readonly<{ type: 'PasscodeSent'; flowId: string; channel: 'sms' | 'voice' }>
  | Readonly<{ type: 'PasscodeRefused'; flowId: string }>
  | Readonly<{
      type: 'RegistrationCompleted';
      registrationId: string;
      tokenId: string;
      program: string;
      organizationId: string;
      userId: string;
      flow: RegistrationFlow;
      emailDomain: string;
    }>
  | Readonly<{
      type: 'InvitedRegistrationCompleted';
      registrationId: string;
      invitationId: string;
      organizationId: string;
      memberId: string;
      userId: string;
      program: string;
      count: number;
    }>
  | Readonly<{ type: 'RegistrationProvisioned'; registrationId: string; userId: string }>
  | Readonly<{ type: 'RegistrationClosed'; registrationId: string }>;
