import { type FieldFault, refusal } from '@portico/kernel';

export const fieldsRefused = refusal('invalid', 'invalid-input', 'Some of what was sent is not in the expected form.');

type Form = Readonly<Record<string, unknown>>;

/** One fault for each field that is missing. */
export const missingIn = (form: Form, names: readonly string[]): FieldFault[] =>
  names
    .filter((name) => (form[name] ?? undefined) === undefined)
    .map((name) => ({ pointer: `/${name}`, code: 'required', message: `${name} is needed here` }));

/** One fault for each field that is there and must not be. */
export const strangeIn = (form: Form, names: readonly string[]): FieldFault[] =>
  names
    .filter((name) => (form[name] ?? undefined) !== undefined)
    .map((name) => ({ pointer: `/${name}`, code: 'not-asked', message: `${name} is not asked for here` }));

/** Refuses by field, all faults at once. */
export function mustBeFaultless(errors: FieldFault[]): void {
  if (errors.length > 0) throw fieldsRefused({ errors });
}
