import { Injectable } from '@nestjs/common';
import type { DocumentView, InvitedView, RegistrationStepView } from '@portico/contracts';
import { type ProgramDocument, Programs } from '@portico/program';
import type { AdmittingInvitation, Registration, RegistrationState } from '../domain/registration.js';
import { Secrets } from '../domain/secrets.js';
import { invitationInClear } from './invitation-tokens.js';
import { flowTokenOf } from './registrations-at-hand.js';

const endTexts = {
  'register-organization': 'registration.complete',
  'add-organization': 'organization.added',
  'register-user': 'registration.complete',
} as const;

/** Registrations as the person on the way sees them: the step that is due, with what is to be read at it. */
@Injectable()
export class StepViews {
  constructor(
    private readonly programs: Programs,
    private readonly secrets: Secrets,
  ) {}

  of(registration: Registration): RegistrationStepView {
    registration.mustNotBeClosed();
    const { id, flow, step } = registration.state;
    return { id, flow, step, status: statusOf(registration.state), ...this.shownAt(registration.state) };
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
    const invited = state.invitation && { invited: this.invited(state, state.invitation) };
    if (state.step === 'otp') return { ...passcodeView(state), ...invited };
    const document = this.document(state, state.step);
    return { ...(document && { document: documentView(document) }), ...invited };
  }

  /** What the invitation fills in by itself; the names may be changed at the account step, the rest may not (MC-INV-05, MC-INV-08). */
  private invited({ email }: RegistrationState, invitation: AdmittingInvitation): InvitedView {
    const { organizationName, firstName, lastName } = invitation;
    const secureToken = invitationInClear(this.secrets, invitation);
    return { organizationName, email, firstName, lastName, secureToken };
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
