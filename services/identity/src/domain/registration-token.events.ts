export type RegistrationTokenEvent =
  | Readonly<{
      type: 'RegistrationTokenIssued';
      tokenId: string;
      organizationId: string;
      program: string;
      expiresAt: Date;
      replaces?: string;
    }>
  | Readonly<{ type: 'RegistrationTokenBegun'; tokenId: string; registrationId: string }>
  | Readonly<{ type: 'RegistrationTokenMismatched'; tokenId: string; lockedUntil?: Date }>
  | Readonly<{ type: 'RegistrationTokenUsed'; tokenId: string; registrationId: string }>
  | Readonly<{ type: 'RegistrationTokenExpired'; tokenId: string; organizationId: string }>
  | Readonly<{ type: 'RegistrationTokenRevoked'; tokenId: string }>;
