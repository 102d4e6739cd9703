import type { PasswordUpdatedView } from '@portico/contracts';
import type { Programs } from '@portico/program';
import type { User } from '../domain/user.js';

/** What everybody is told who set a password, in the words of their program (MC-INV-12). */
export function passwordUpdated({ state }: User, programs: Programs): PasswordUpdatedView {
  const message = programs.text(state.program, 'password.updated') ?? 'Your password was updated.';
  return { status: 'updated', message };
}
