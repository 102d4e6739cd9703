import type { Refusal } from '@portico/kernel';

/** The details of a refusal that is about one field. */
export function pointing(pointer: string, about: () => Refusal): { errors: Refusal['details']['errors'] } {
  const { code, message } = about();
  return { errors: [{ pointer, code, message }] };
}
