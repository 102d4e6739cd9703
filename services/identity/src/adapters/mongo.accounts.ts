import { Injectable } from '@nestjs/common';
import { type Account, Accounts } from '../use-cases/accounts.js';
import { MongoUsers } from './mongo.users.js';

const projection = { email: 1, firstName: 1, lastName: 1 };

/** Accounts in the registration's words, straight from the store. */
@Injectable()
export class MongoAccounts extends Accounts {
  constructor(private readonly users: MongoUsers) {
    super();
  }

  withEmail(email: string): Promise<Account | undefined> {
    return this.one({ email });
  }

  byId(userId: string): Promise<Account | undefined> {
    return this.one({ _id: userId });
  }

  private async one(filter: { email: string } | { _id: string }): Promise<Account | undefined> {
    const [found] = await this.users.read<Omit<Account, 'id'> & { _id: string }>(filter, projection);
    if (!found) return undefined;
    const { _id: id, email, firstName, lastName } = found;
    return { id, email, firstName, lastName };
  }
}
