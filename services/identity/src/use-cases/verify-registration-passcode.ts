import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type RegistrationStepView, VerifyRegistrationPasscode } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { otpInvalid, passcodeHash } from '../domain/passcode.js';
import type { Registration } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { Secrets } from '../domain/secrets.js';
import { Grounds } from './grounds.js';
import { Passcodes } from './passcodes.js';
import { RegistrationsAtHand } from './registrations-at-hand.js';
import { StepViews } from './step-views.js';

/** The try is counted, in the same write as its outcome, before it is answered; where it is the last step, it completes. */
@CommandHandler(VerifyRegistrationPasscode)
@Public('the bearer token of the flow is the right to its steps')
export class VerifyRegistrationPasscodeHandler {
  constructor(
    private readonly atHand: RegistrationsAtHand,
    private readonly registrations: Registrations,
    private readonly grounds: Grounds,
    private readonly passcodes: Passcodes,
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly views: StepViews,
    private readonly clock: Clock,
  ) {}

  async execute({ code, ...flow }: VerifyRegistrationPasscode): Promise<RegistrationStepView> {
    const registration = await this.atHand.get(flow);
    await this.grounds.mustHold(registration);
    const { passcode: rules } = this.programs.get(registration.state.program);
    const judging = { rules, secrets: this.secrets, at: this.clock.now() };
    await this.passcodes.judged(registration.id, async () => {
      const refused = registration.provePasscode(passcodeHash(registration.id, code, this.secrets), judging);
      await this.registrations.save(registration);
      return refused;
    });
    return this.answer(registration);
  }

  /** A repeated wrong try is refused again, not counted again. */
  answer(registration: Registration): RegistrationStepView {
    if (registration.state.step === 'otp') throw otpInvalid();
    return this.views.of(registration);
  }
}
