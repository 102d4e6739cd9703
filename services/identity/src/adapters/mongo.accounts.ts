import { Injectable } from '@nestjs/common';
import type { Stored } from '@portico/mongo';
import { type Account, Accounts } from '../use-cases/accounts.js';
import { MongoUsers } from './mongo.users.js';

/** Accounts in the registration's words, straight from the store. */
@Injectable()
export class MongoAccounts extends Accounts {
  constructor(private readonly users: MongoUsers) {
    super();
  }

  async withEmail(email: string): Promise<Account | undefined> {
    return accountIn(await this.users.document('email', email));
  }

  async byId(userId: string): Promise<Account | undefined> {
    return accountIn(await this.users.document('_id', userId));
  }
}

function accountIn(found: Stored | undefined): Account | undefined {
  if (!found) return undefined;
  const { _id: id, email, firstName, lastName } = found as Stored & Omit<Account, 'id'>;
  return { id, email, firstName, lastName };
}
