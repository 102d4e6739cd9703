import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetPerson, type PersonView } from '@portico/contracts';
import { MongoUsers } from '../adapters/mongo.users.js';
import { accountUnknown } from './get-me.js';

const projection = { email: 1, firstName: 1, lastName: 1, mobilePhone: 1 };

/** For the organization service, which shows its members to their Org Admins. */
@QueryHandler(GetPerson)
@Requires('system.organization')
export class GetPersonHandler {
  constructor(private readonly users: MongoUsers) {}

  async execute({ userId }: GetPerson): Promise<PersonView> {
    const [sealed] = await this.users.read<Omit<PersonView, 'userId'> & { _id: string }>({ _id: userId }, projection);
    if (!sealed) throw accountUnknown();
    const { _id, ...person } = this.users.open(sealed);
    return { userId: _id, ...person };
  }
}
