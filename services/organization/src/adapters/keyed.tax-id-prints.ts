import { Injectable } from '@nestjs/common';
import { Mongo } from '@portico/mongo';
import { type TaxId, TaxIdPrints } from '../domain/tax-id.js';

/** HMAC under HASH_KEY of type and digits together: an EIN never equals an SSN. */
@Injectable()
export class KeyedTaxIdPrints extends TaxIdPrints {
  constructor(private readonly mongo: Mongo) {
    super();
  }

  of({ type, digits }: TaxId): string {
    return this.mongo.crypto.hash('organization.tax-id', `${type}:${digits}`);
  }
}
