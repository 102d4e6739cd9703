import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { EnterAccount, type RegistrationStepView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import type { Registration } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { accountOf, invitedPersonOf, type Person, wholeForm } from './account-form.js';
import { DataOnFile } from './data-on-file.js';
import { Grounds } from './grounds.js';
import { RegistrationsAtHand } from './registrations-at-hand.js';
import { StepViews } from './step-views.js';

/** Who registers an organization proves to know what is on file of it; who was invited only says who they are. */
@CommandHandler(EnterAccount)
@Public('the bearer token of the flow is the right to its steps')
export class EnterAccountHandler {
  constructor(
    private readonly atHand: RegistrationsAtHand,
    private readonly registrations: Registrations,
    private readonly grounds: Grounds,
    private readonly onFile: DataOnFile,
    private readonly views: StepViews,
    private readonly clock: Clock,
  ) {}

  async execute(message: EnterAccount): Promise<RegistrationStepView> {
    const registration = await this.atHand.get(message);
    registration.mustBeAt('account', this.clock.now());
    const person = await this.judged(registration, message);
    registration.enterAccount(person, this.clock.now());
    await this.registrations.save(registration);
    return this.answer(registration);
  }

  answer(registration: Registration): RegistrationStepView {
    return this.views.of(registration);
  }

  private async judged(registration: Registration, message: EnterAccount): Promise<Person> {
    if (registration.state.invitation) {
      await this.grounds.mustHold(registration);
      return invitedPersonOf(message);
    }
    const form = wholeForm(message);
    const person = accountOf(form, registration.state.email);
    await this.onFile.mustMatch(registration, form);
    return person;
  }
}
