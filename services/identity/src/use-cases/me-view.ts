import type { MeView } from '@portico/contracts';
import type { User } from '../domain/user.js';

/** An account as its owner sees it; the phone by its last four digits. */
export function meView({ id, state }: User, version: number): MeView {
  const { email, firstName, lastName, mobilePhone, roles } = state;
  const phone = mobilePhone ? { mobilePhone: `*** *** ${mobilePhone.slice(-4)}` } : {};
  return { id, email, firstName, lastName, ...phone, roles: [...roles], version: String(version) };
}
