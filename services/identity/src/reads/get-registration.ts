import { QueryHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { GetRegistration, type RegistrationStepView } from '@portico/contracts';
import { RegistrationPages } from './registration-pages.js';

@QueryHandler(GetRegistration)
@Public('the bearer token of the flow is the right to see it')
export class GetRegistrationHandler {
  constructor(private readonly pages: RegistrationPages) {}

  execute({ registrationId, flowToken }: GetRegistration): Promise<RegistrationStepView> {
    return this.pages.registration({ registrationId, flowToken });
  }
}
