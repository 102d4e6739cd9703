import { Id } from '../fields.js';

/** A person's phone is another one; never which. */
export class PhoneChanged {
  static readonly type = 'portico.identity.phone-changed.v1';
  static readonly subject = 'identity.event.phone-changed.v1';
  @Id() userId: string;
}
