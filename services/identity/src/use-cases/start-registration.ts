import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type RegistrationStepView, StartRegistration } from '@portico/contracts';
import type { Registration } from '../domain/registration.js';
import { Secrets } from '../domain/secrets.js';
import { Accounts } from './accounts.js';
import { Admission, type Applicant } from './admission.js';
import { StepViews } from './step-views.js';
import { TypedTokens } from './typed-tokens.js';
import { userIdOf } from './user-id.js';

@CommandHandler(StartRegistration)
@Public('the letter token is the right to register; wrong ones are limited per client')
export class StartRegistrationHandler {
  constructor(
    private readonly typedTokens: TypedTokens,
    private readonly admission: Admission,
    private readonly accounts: Accounts,
    private readonly secrets: Secrets,
    private readonly views: StepViews,
  ) {}

  async execute({ program, email, token: typed, actor }: StartRegistration): Promise<RegistrationStepView> {
    const token = await this.typedTokens.find({ typed, program, address: actor.address });
    const registration = await this.admission.admit(token, await this.applicant(email));
    return this.answer(registration);
  }

  answer(registration: Registration): RegistrationStepView {
    return this.views.begun(registration);
  }

  /** Whoever has an account adds the organization to it (MC-REG-08). */
  private async applicant(email: string): Promise<Applicant> {
    const account = await this.accounts.withEmail(email);
    return account
      ? { email, userId: account.id, flow: 'add-organization' }
      : { email, userId: userIdOf(email, this.secrets), flow: 'register-organization' };
  }
}
