import { Injectable } from '@nestjs/common';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import { RegistrationToken, type RegistrationTokenState } from '../domain/registration-token.js';
import type { RegistrationTokenEvent } from '../domain/registration-token.events.js';
import type { RegistrationTokens } from '../domain/registration-tokens.js';
import { evenIfHandled, idOfCommand, isRepeated } from './command-id.js';
import { publishToken } from './publish-registration.js';

const living = { $in: ['issued', 'begun'] };

export const tokenStore: StoreSpec<RegistrationToken, RegistrationTokenState, RegistrationTokenEvent> = {
  collection: 'registration-tokens',
  restore: (state, version) => new RegistrationToken(state, version),
  publish: publishToken,
  indexes: [
    { name: 'registration-tokens-hash', key: { hash: 1 }, unique: true },
    { name: 'registration-tokens-status-expires', key: { status: 1, expiresAt: 1 } },
  ],
};

@Injectable()
export class MongoRegistrationTokens
  extends AggregateStore<RegistrationToken, RegistrationTokenState, RegistrationTokenEvent>
  implements RegistrationTokens
{
  constructor(mongo: Mongo) {
    super(mongo, tokenStore);
  }

  newId(): string {
    return idOfCommand('registration-token');
  }

  present(tokenId: string): Promise<RegistrationToken | undefined> {
    return evenIfHandled(this.get(tokenId));
  }

  presentWithHash(hash: string): Promise<RegistrationToken | undefined> {
    return evenIfHandled(this.find({ hash }));
  }

  isRepeated(token: RegistrationToken): boolean {
    return isRepeated(token);
  }

  overdue(at: Date, limit: number): Promise<string[]> {
    return this.ids({ status: living, expiresAt: { $lte: at } }, limit);
  }

  unprinted(at: Date, limit: number): Promise<string[]> {
    return this.ids({ status: living, expiresAt: { $gt: at }, letterPrintedAt: { $exists: false } }, limit);
  }

  private async ids(filter: object, limit: number): Promise<string[]> {
    const found = this.collection
      .find(filter, { projection: { _id: 1 } })
      .sort({ expiresAt: 1 })
      .limit(limit);
    return (await found.toArray()).map(({ _id }) => _id);
  }
}
