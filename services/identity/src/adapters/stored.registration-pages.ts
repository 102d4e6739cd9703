import { Injectable } from '@nestjs/common';
import type { RegistrationStepView, RegistrationTokenView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { tokenRecordUnknown } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { RegistrationPages } from '../reads/registration-pages.js';
import { RegistrationsAtHand } from '../use-cases/registrations-at-hand.js';
import { StepViews } from '../use-cases/step-views.js';
import { tokenView } from '../use-cases/token-view.js';

/** From the stores into the views that commands answer with: a page and a reply never differ. */
@Injectable()
export class StoredRegistrationPages extends RegistrationPages {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly atHand: RegistrationsAtHand,
    private readonly views: StepViews,
    private readonly clock: Clock,
  ) {
    super();
  }

  async registration(of: { registrationId: string; flowToken: string }): Promise<RegistrationStepView> {
    return this.views.of(await this.atHand.get(of));
  }

  async token(tokenId: string): Promise<RegistrationTokenView> {
    const token = await this.tokens.present(tokenId);
    if (!token) throw tokenRecordUnknown();
    return tokenView(token, this.clock.now());
  }
}
