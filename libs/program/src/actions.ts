import { memberActions } from '@portico/access';

export { memberActions } from '@portico/access';

/** What a person does to their own account. */
export const ownActions = ['password.change', 'phone.change', 'profile.change'] as const;

/** Actions that a pack may put behind a fresh passcode (MC-OTP-03); never those that it takes to prove one. */
export const stepUpActions = [...memberActions, ...ownActions] as const;
