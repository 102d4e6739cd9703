import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type RegistrationStepView, SendRegistrationPasscode } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Registration } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { Passcodes } from './passcodes.js';
import { RegistrationsAtHand } from './registrations-at-hand.js';
import { StepViews } from './step-views.js';

/** Saved before it is sent: what dies in between leaves a passcode that nobody has, and the person asks for another. */
@CommandHandler(SendRegistrationPasscode)
@Public('the bearer token of the flow is the right to its steps')
export class SendRegistrationPasscodeHandler {
  constructor(
    private readonly atHand: RegistrationsAtHand,
    private readonly registrations: Registrations,
    private readonly passcodes: Passcodes,
    private readonly programs: Programs,
    private readonly views: StepViews,
    private readonly clock: Clock,
  ) {}

  async execute({ channel, ...flow }: SendRegistrationPasscode): Promise<RegistrationStepView> {
    const registration = await this.atHand.get(flow);
    const { program, mobilePhone = '' } = registration.state;
    const judging = { rules: this.programs.get(program).passcode, at: this.clock.now() };
    registration.mustTakePasscode(channel, judging);
    await this.passcodes.send({ program, channel, to: mobilePhone, about: registration.id }, async (fresh) => {
      registration.passcodeSent({ ...fresh, channel }, judging);
      await this.registrations.save(registration);
    });
    return this.answer(registration);
  }

  answer(registration: Registration): RegistrationStepView {
    return this.views.of(registration);
  }
}
