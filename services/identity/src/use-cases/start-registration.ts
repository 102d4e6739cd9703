import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type RegistrationStepView, StartRegistration } from '@portico/contracts';
import type { Registration } from '../domain/registration.js';
import { Secrets } from '../domain/secrets.js';
import { Accounts } from './accounts.js';
import { Admission, type Applicant } from './admission.js';
import { missingIn, mustBeFaultless, strangeIn } from './fields-asked.js';
import { InvitedAdmission } from './invited-admission.js';
import { StepViews } from './step-views.js';
import { TypedTokens } from './typed-tokens.js';
import { userIdOf } from './user-id.js';

@CommandHandler(StartRegistration)
@Public('the token of the letter, or of the invitation, is the right to register; wrong ones are limited per client')
export class StartRegistrationHandler {
  constructor(
    private readonly typedTokens: TypedTokens,
    private readonly admission: Admission,
    private readonly invited: InvitedAdmission,
    private readonly accounts: Accounts,
    private readonly secrets: Secrets,
    private readonly views: StepViews,
  ) {}

  async execute(message: StartRegistration): Promise<RegistrationStepView> {
    const { program, actor } = message;
    const way = wayIn(message);
    if ('invitation' in way) return this.answer(await this.invited.admit(way.invitation, program));

    const token = await this.typedTokens.find({ typed: way.token, program, address: actor.address });
    const registration = await this.admission.admit(token, await this.applicant(way.email));
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

type WayIn = { token: string; email: string } | { invitation: string };

/** There is no way in without the token of a letter, or of an invitation (MC-REG-15). */
function wayIn({ token, email, invitation }: StartRegistration): WayIn {
  const byLetter = ['token', 'email'];
  const isInvited = (invitation ?? undefined) !== undefined;
  mustBeFaultless(isInvited ? strangeIn({ token, email }, byLetter) : missingIn({ token, email }, byLetter));
  return isInvited ? { invitation: invitation as string } : { token: token as string, email: email as string };
}
