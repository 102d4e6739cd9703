import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { AcceptConditions, type RegistrationStepView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import type { Registration } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { Grounds } from './grounds.js';
import { RegistrationsAtHand } from './registrations-at-hand.js';
import { StepViews } from './step-views.js';

@CommandHandler(AcceptConditions)
@Public('the bearer token of the flow is the right to its steps')
export class AcceptConditionsHandler {
  constructor(
    private readonly atHand: RegistrationsAtHand,
    private readonly registrations: Registrations,
    private readonly grounds: Grounds,
    private readonly views: StepViews,
    private readonly clock: Clock,
  ) {}

  async execute({ accepted, actor, ...flow }: AcceptConditions): Promise<RegistrationStepView> {
    const registration = await this.atHand.get(flow);
    const at = this.clock.now();
    registration.mustBeAt('conditions', at);
    await this.grounds.mustHold(registration);
    const document = this.views.document(registration.state, 'conditions');
    registration.accept('conditions', { document, accepted }, { at, address: actor.address });
    await this.registrations.save(registration);
    return this.answer(registration);
  }

  answer(registration: Registration): RegistrationStepView {
    return this.views.of(registration);
  }
}
