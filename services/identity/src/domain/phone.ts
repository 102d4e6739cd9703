import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A phone that a passcode may go to. */
export interface Phone {
  /** E.164. */
  readonly number: string;
  /** A landline is called; it takes no short messages (MC-REG-07). */
  readonly textable: boolean;
}

/** Never premium, shared-cost or voice-over-IP numbers: who pays, and who listens, is not known there. */
const answered: NumberType[] = ['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE'];

/** The phone that was typed, by the numbering plan; nothing if there is none, or none that may get a passcode. */
export function phoneOf(typed: string): Phone | undefined {
  const parsed = parsePhoneNumberFromString(typed, 'US');
  const type = parsed?.getType();
  if (!parsed?.isValid() || !answered.includes(type)) return undefined;
  return { number: parsed.number, textable: type !== 'FIXED_LINE' };
}
