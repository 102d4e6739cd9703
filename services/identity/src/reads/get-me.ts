import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetMe, type MeView } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import { MongoUsers } from '../adapters/mongo.users.js';

export const accountUnknown = refusal('not-found', 'not-found', 'There is no such account.');

const projection = { email: 1, firstName: 1, lastName: 1, mobilePhone: 1, roles: 1, version: 1 };

interface StoredMe extends Omit<MeView, 'id' | 'version'> {
  _id: string;
  version: number;
}

@QueryHandler(GetMe)
@Requires('profile.own')
export class GetMeHandler {
  constructor(private readonly users: MongoUsers) {}

  async execute({ actor }: GetMe): Promise<MeView> {
    const [sealed] = await this.users.read<StoredMe>({ _id: actor.userId ?? '' }, projection);
    if (!sealed) throw accountUnknown();
    const { _id: id, version, email, firstName, lastName, mobilePhone, roles } = this.users.open(sealed);
    const phone = mobilePhone ? { mobilePhone: `*** *** ${mobilePhone.slice(-4)}` } : {};
    return { id, email, firstName, lastName, ...phone, roles, version: String(version) };
  }
}
