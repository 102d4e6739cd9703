import { Flag, Id, Instant, OneOf, Part, Parts, Prose, Secret, Text } from '../fields.js';
import { InvitedView } from './invitation.views.js';
import { type RegistrationFlow, registrationFlows, type TokenStatus, tokenStatuses } from '../words.js';

/** A registration token as its issuer sees it: never the token itself. */
export class RegistrationTokenView {
  @Id() id: string;
  @OneOf(tokenStatuses) status: TokenStatus;
  @Text(40) program: string;
  @Id() organizationId: string;
  @Instant() issuedAt: string;
  @Instant() expiresAt: string;
  @OneOf(['letter']) delivery: 'letter';
  /** Set while too many mismatches keep the token locked (MC-REG-05). */
  @Instant({ optional: true }) lockedUntil?: string;
}

export class BoxView {
  @Text(60) id: string;
  @Text(500) text: string;
}

/** What is read and agreed to at this step. */
export class DocumentView {
  @Text(60) id: string;
  @Text(40) version: string;
  @Text(200) title: string;
  @Prose(100_000) text: string;
  @Parts(() => BoxView, { max: 10 }) boxes: BoxView[];
}

/** Where a registration stands. `step` is the next thing to do, from the program's ordered list. */
export class RegistrationStepView {
  @Id() id: string;
  @OneOf(registrationFlows) flow: RegistrationFlow;
  @Text(40) step: string;
  /** `provisioning` until the membership exists, then `complete`. */
  @OneOf(['in-progress', 'provisioning', 'complete']) status: 'in-progress' | 'provisioning' | 'complete';
  /** Bearer of the next steps of this flow; given when it starts or resumes. */
  @Secret(200, { optional: true }) flowToken?: string;
  @Part(() => DocumentView, { optional: true }) document?: DocumentView;
  /** Whether the passcode of the present step was sent. */
  @Flag({ optional: true }) passcodeSent?: boolean;
  @Text(40, { optional: true, description: 'The passcode prefix that was sent, to tell messages apart.' })
  passcodePrefix?: string;
  @Text(500, { optional: true }) message?: string;
  @Part(() => InvitedView, { optional: true }) invited?: InvitedView;
}
