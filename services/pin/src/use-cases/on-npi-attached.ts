import { NpiAttached } from '@portico/contracts';
import { Reacts } from '@portico/messaging';
import { Npi, npiIdOf } from '../domain/npi.js';
import { Npis } from '../domain/npis.js';

/** An organization holds a provider number: its people find it here. */
@Reacts(NpiAttached)
export class OnNpiAttached {
  constructor(private readonly npis: Npis) {}

  async react(fact: NpiAttached): Promise<void> {
    const npi = (await this.npis.get(npiIdOf(fact.organizationId, fact.npi))) ?? Npi.unheard(fact);
    if (npi.attach(fact)) await this.npis.save(npi);
  }
}
