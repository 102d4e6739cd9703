import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { AcceptTerms, type RegistrationStepView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import type { Registration } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { RegistrationsAtHand } from './registrations-at-hand.js';
import { StepViews } from './step-views.js';

@CommandHandler(AcceptTerms)
@Public('the bearer token of the flow is the right to its steps')
export class AcceptTermsHandler {
  constructor(
    private readonly atHand: RegistrationsAtHand,
    private readonly registrations: Registrations,
    private readonly views: StepViews,
    private readonly clock: Clock,
  ) {}

  async execute({ accepted, actor, ...flow }: AcceptTerms): Promise<RegistrationStepView> {
    const registration = await this.atHand.get(flow);
    const at = this.clock.now();
    registration.mustBeAt('terms', at);
    const document = this.views.document(registration.state, 'terms');
    registration.accept('terms', { document, accepted }, { at, address: actor.address });
    await this.registrations.save(registration);
    return this.answer(registration);
  }

  answer(registration: Registration): RegistrationStepView {
    return this.views.of(registration);
  }
}
