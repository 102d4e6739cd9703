export type RegistrationFlow = 'register-organization' | 'add-organization' | 'register-user';
export type RegistrationStep = 'terms' | 'account' | 'otp' | 'conditions';

/** One screen of a flow; `document` is read at it. */
export interface FlowStep {
  readonly step: RegistrationStep;
  readonly document?: string;
}

/** What a person agreed to: one box of one version of one document. */
export interface Acceptance {
  readonly document: string;
  readonly version: string;
  /** SHA-256 of exactly what was shown. */
  readonly hash: string;
  readonly box: string;
  readonly at: Date;
  readonly address?: string;
}

/** A document as it is shown. */
export interface ShownDocument {
  id: string;
  version: string;
  hash: string;
  boxes: readonly { id: string }[];
}

/** The step after this one in the program's order; after the last all is done. */
export function stepAfter(steps: readonly FlowStep[], present: string): RegistrationStep | 'complete' {
  const place = steps.findIndex(({ step }) => step === present);
  return steps[place + 1]?.step ?? 'complete';
}

/** Whether a step lies behind: it comes earlier in the order than the present one. */
export function isBehind(steps: readonly FlowStep[], step: RegistrationStep, present: string): boolean {
  const order = steps.map((each) => each.step as string);
  return order.includes(step) && order.indexOf(step) < order.indexOf(present);
}
