import { Injectable } from '@nestjs/common';
import type { DocumentView, RegistrationStepView } from '@portico/contracts';
import { type ProgramDocument, Programs } from '@portico/program';
import { organizationAlreadyRegistered, type Registration, type RegistrationState } from '../domain/registration.js';
import { Secrets } from '../domain/secrets.js';
import { flowTokenOf } from './registrations-at-hand.js';

const endTexts = {
  'register-organization': 'registration.complete',
  'add-organization': 'organization.added',
} as const;

/** Registrations as the person on the way sees them: the step that is due, with what is to be read at it. */
@Injectable()
export class StepViews {
  constructor(
    private readonly programs: Programs,
    private readonly secrets: Secrets,
  ) {}

  of({ state }: Registration): RegistrationStepView {
    if (state.closedAt) throw organizationAlreadyRegistered();
    const { id, flow, step } = state;
    return { id, flow, step, status: statusOf(state), ...this.shownAt(state) };
  }

  /** With the bearer of the next steps. */
  begun(registration: Registration): RegistrationStepView {
    return { ...this.of(registration), flowToken: flowTokenOf(registration, this.secrets) };
  }

  /** The document of a step, as its program words it now. */
  document({ program, steps }: RegistrationState, step: string): ProgramDocument | undefined {
    const named = steps.find((each) => each.step === step)?.document;
    return named === undefined ? undefined : this.programs.get(program).documents[named];
  }

  private shownAt(state: RegistrationState): Partial<RegistrationStepView> {
    if (state.step === 'complete') return { message: this.programs.text(state.program, endTexts[state.flow]) };
    if (state.step === 'otp') return passcodeView(state);
    const document = this.document(state, state.step);
    return document ? { document: documentView(document) } : {};
  }
}

function statusOf({ provisionedAt, completedAt }: RegistrationState): RegistrationStepView['status'] {
  if (provisionedAt) return 'complete';
  return completedAt ? 'provisioning' : 'in-progress';
}

const passcodeView = ({ passcode }: RegistrationState): Partial<RegistrationStepView> =>
  passcode ? { passcodeSent: true, passcodePrefix: passcode.prefix } : { passcodeSent: false };

const documentView = ({ id, version, title, text, boxes }: ProgramDocument): DocumentView => ({
  id,
  version,
  title,
  text,
  boxes: boxes.map((box) => ({ id: box.id, text: box.text })),
});
