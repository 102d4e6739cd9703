import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { AddOrganization, type RegistrationStepView } from '@portico/contracts';
import { type Actor, refusal } from '@portico/kernel';
import type { Registration } from '../domain/registration.js';
import { type Account, Accounts } from './accounts.js';
import { Admission } from './admission.js';
import { StepViews } from './step-views.js';
import { TypedTokens } from './typed-tokens.js';

const accountUnknown = refusal('unauthenticated', 'not-signed-in', 'Please sign in first.');

/** Of whichever program the letter is: one person may serve several payers. */
@CommandHandler(AddOrganization)
@Requires('membership.own')
export class AddOrganizationHandler {
  constructor(
    private readonly typedTokens: TypedTokens,
    private readonly admission: Admission,
    private readonly accounts: Accounts,
    private readonly views: StepViews,
  ) {}

  async execute({ token: typed, actor }: AddOrganization): Promise<RegistrationStepView> {
    const { id: userId, email } = await this.accountOf(actor);
    const token = await this.typedTokens.find({ typed, address: actor.address });
    return this.answer(await this.admission.admit(token, { email, userId, flow: 'add-organization' }));
  }

  answer(registration: Registration): RegistrationStepView {
    return this.views.begun(registration);
  }

  private async accountOf({ userId }: Actor): Promise<Account> {
    const account = userId === undefined ? undefined : await this.accounts.byId(userId);
    if (!account) throw accountUnknown();
    return account;
  }
}
