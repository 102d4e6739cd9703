import { Injectable } from '@nestjs/common';
import { GetPerson, type PersonView } from '@portico/contracts';
import { Bus } from '@portico/messaging';
import { People } from '../use-cases/people.js';

/** Asks the identity service. */
@Injectable()
export class NatsPeople extends People {
  constructor(private readonly bus: Bus) {
    super();
  }

  get(userId: string): Promise<PersonView> {
    return this.bus.send(Object.assign(new GetPerson(), { userId }));
  }
}
