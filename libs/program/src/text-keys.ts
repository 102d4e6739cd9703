/** Texts that every pack has in every one of its languages; all others fall back to the platform's. */
export const packTextKeys = [
  'registration.complete',
  'organization.added',
  'password.updated',
  'organization-already-registered',
] as const;
