import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Premium, shared-cost and voice-over-IP numbers get no passcodes: who pays, and who listens, is not known there. */
const answered = ['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE'];

/** The phone of a person, E.164, by the numbering plan: one that passcodes may go to. */
export function mobilePhoneOf(typed: string): string | undefined {
  const parsed = parsePhoneNumberFromString(typed, 'US');
  return parsed?.isValid() && answered.includes(parsed.getType() ?? '') ? parsed.number : undefined;
}

/** The phone of a desk, E.164: any that exists, toll-free ones too. */
export function businessPhoneOf(typed: string): string | undefined {
  const parsed = parsePhoneNumberFromString(typed, 'US');
  return parsed?.isValid() ? parsed.number : undefined;
}
