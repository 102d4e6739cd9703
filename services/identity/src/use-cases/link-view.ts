import type { LinkStepView } from '@portico/contracts';
import { linkUnknown } from '../domain/link.js';
import type { User } from '../domain/user.js';

/** Where one use of a link stands. */
export function linkView({ state }: User, use: { linkId: string; opening: string }): LinkStepView {
  const link = state.links.find(({ id }) => id === use.linkId);
  if (!link) throw linkUnknown();
  const { id, purpose, program, passcode, passcodeFor, provenIn, usedAt } = link;
  const step = provenIn === use.opening ? 'password' : 'otp';
  const isSent = passcode !== undefined && passcodeFor === use.opening;
  return {
    id,
    purpose,
    program,
    step: usedAt ? 'complete' : step,
    ...(state.mobilePhone ? { phoneHint: state.mobilePhone.slice(-4) } : { phoneNeeded: true }),
    passcodeSent: isSent,
    ...(isSent && { passcodePrefix: passcode.prefix }),
  };
}
