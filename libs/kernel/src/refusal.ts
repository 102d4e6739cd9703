export const refusalKinds = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'gone',
  'locked',
  'too-many',
  'unavailable',
] as const;

/** Why the system says no; every edge maps a kind to one status of its protocol. */
export type RefusalKind = (typeof refusalKinds)[number];

/** One thing wrong with one field; `pointer` is a JSON pointer (RFC 6901) into what was sent. */
export interface FieldFault {
  pointer: string;
  code: string;
  message: string;
}

/** What travels beside a refusal: faults by field, seconds to wait, anything a catalogue text may name. */
export interface RefusalDetails {
  errors?: FieldFault[];
  retryAfter?: number;
  [name: string]: unknown;
}

export interface RefusalData {
  kind: RefusalKind;
  code: string;
  message: string;
  details: RefusalDetails;
}

/** The domain said no. Nothing was changed, unless the refusal's own doc line says so. */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }

  static from({ kind, code, message, details }: RefusalData): Refusal {
    return new Refusal(kind, code, message, details);
  }

  toJSON(): RefusalData {
    return { kind: this.kind, code: this.code, message: this.message, details: this.details };
  }
}

/** Declares a refusal in one line: `export const tokenUsed = refusal('conflict', 'token-used', 'This token was used.')`. */
export function refusal(kind: RefusalKind, code: string, message: string): (details?: RefusalDetails) => Refusal {
  return (details) => new Refusal(kind, code, message, details);
}

/** Finds a refusal in an error or in the errors that it wraps. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  return error instanceof Error && error.cause !== undefined ? refusalIn(error.cause) : undefined;
}
