import { Injectable } from '@nestjs/common';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import { Registration, type RegistrationState } from '../domain/registration.js';
import type { RegistrationEvent } from '../domain/registration.events.js';
import type { Registrations } from '../domain/registrations.js';
import { evenIfHandled } from './command-id.js';
import { publishRegistration } from './publish-registration.js';

export const registrationStore: StoreSpec<Registration, RegistrationState, RegistrationEvent> = {
  collection: 'registrations',
  restore: (state, version) => new Registration(state, version),
  publish: publishRegistration,
  codec: { encrypt: ['mobilePhone'] },
};

@Injectable()
export class MongoRegistrations
  extends AggregateStore<Registration, RegistrationState, RegistrationEvent>
  implements Registrations
{
  constructor(mongo: Mongo) {
    super(mongo, registrationStore);
  }

  present(registrationId: string): Promise<Registration | undefined> {
    return evenIfHandled(this.get(registrationId));
  }
}
