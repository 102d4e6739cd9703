import { Injectable } from '@nestjs/common';
import { Mongo } from '@portico/mongo';
import { EmailPrints } from '../domain/email-prints.js';

/** HMAC under HASH_KEY of the address in lower case. */
@Injectable()
export class KeyedEmailPrints extends EmailPrints {
  constructor(private readonly mongo: Mongo) {
    super();
  }

  of(email: string): string {
    return this.mongo.crypto.hash('organization.member-email', email.toLowerCase());
  }
}
