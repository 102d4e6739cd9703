import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { EnterAccount, type RegistrationStepView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Registration } from '../domain/registration.js';
import { dataMismatch, type RegistrationToken, tokenRevoked } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { Registrations } from '../domain/registrations.js';
import { accountOf } from './account-form.js';
import { OrganizationsOnFile } from './organizations-on-file.js';
import { RegistrationsAtHand } from './registrations-at-hand.js';
import { StepViews } from './step-views.js';

/**
 * Neither a match nor a mismatch is told before it was saved in the token, by a write that only one of many at once
 * wins: so many guesses at once are told no more than the program allows (MC-REG-05). One that is sent again counts once.
 */
@CommandHandler(EnterAccount)
@Public('the bearer token of the flow is the right to its steps')
export class EnterAccountHandler {
  constructor(
    private readonly atHand: RegistrationsAtHand,
    private readonly registrations: Registrations,
    private readonly tokens: RegistrationTokens,
    private readonly organizations: OrganizationsOnFile,
    private readonly programs: Programs,
    private readonly views: StepViews,
    private readonly clock: Clock,
  ) {}

  async execute(message: EnterAccount): Promise<RegistrationStepView> {
    const registration = await this.atHand.get(message);
    registration.mustBeAt('account', this.clock.now());
    const person = accountOf(message, registration.state.email);
    await this.mustMatch(registration, message);
    registration.enterAccount(person, this.clock.now());
    await this.registrations.save(registration);
    return this.answer(registration);
  }

  answer(registration: Registration): RegistrationStepView {
    return this.views.of(registration);
  }

  private async mustMatch({ state }: Registration, typed: EnterAccount): Promise<void> {
    const token = await this.tokenOf(state.tokenId);
    const { taxIdType, taxId, payToZip, contactEmail } = typed;
    const matches = await this.organizations.matches(state.organizationId, {
      taxIdType,
      taxId,
      payToZip,
      contactEmail,
    });
    if (!this.tokens.isRepeated(token)) await this.count(token, matches);
    if (!matches) throw dataMismatch();
  }

  private async count(token: RegistrationToken, matches: boolean): Promise<void> {
    const { registrationToken: rules } = this.programs.get(token.state.program);
    const at = this.clock.now();
    if (matches) token.matched(at);
    else token.mismatched({ rules, at });
    await this.tokens.save(token);
  }

  private async tokenOf(tokenId: string): Promise<RegistrationToken> {
    const token = await this.tokens.present(tokenId);
    if (!token) throw tokenRevoked();
    token.mustBeUsable(this.clock.now());
    return token;
  }
}
