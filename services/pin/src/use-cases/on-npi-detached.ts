import { NpiDetached } from '@portico/contracts';
import { Reacts } from '@portico/messaging';
import { Npi, npiIdOf } from '../domain/npi.js';
import { Npis } from '../domain/npis.js';

/** How long that may take, in milliseconds, before no PIN is shown at all. */
const within = 5_000;

/** An organization no longer holds a provider number: nobody there finds it, whatever they were given (MC-PIN-13). */
@Reacts(NpiDetached, { within })
export class OnNpiDetached {
  constructor(private readonly npis: Npis) {}

  async react(fact: NpiDetached): Promise<void> {
    const npi = (await this.npis.get(npiIdOf(fact.organizationId, fact.npi))) ?? Npi.unheard(fact);
    if (npi.detach(fact)) await this.npis.save(npi);
  }
}
