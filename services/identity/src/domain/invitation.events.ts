export type InvitationEvent =
  | Readonly<{
      type: 'InvitationIssued';
      invitationId: string;
      organizationId: string;
      memberId: string;
      program: string;
      count: number;
      expiresAt: Date;
    }>
  | Readonly<{ type: 'InvitationBegun'; invitationId: string; registrationId: string }>
  | Readonly<{
      type: 'InvitationAccepted';
      invitationId: string;
      organizationId: string;
      memberId: string;
      userId: string;
      registrationId?: string;
    }>
  | Readonly<{
      type: 'InvitationExpired';
      invitationId: string;
      organizationId: string;
      memberId: string;
      count: number;
    }>
  | Readonly<{ type: 'InvitationRevoked'; invitationId: string; organizationId: string; memberId: string }>
  | Readonly<{ type: 'InvitationMailed'; invitationId: string; count: number }>;
