import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { Identify, type LoginStepView } from '@portico/contracts';

/** Looks at nothing, so that it can tell nothing (MC-AUT-01). */
@CommandHandler(Identify)
@Public('it answers everybody the same')
export class IdentifyHandler {
  execute(): Promise<LoginStepView> {
    return Promise.resolve({ next: 'password' });
  }
}
