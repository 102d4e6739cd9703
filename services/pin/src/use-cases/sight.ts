import { Injectable } from '@nestjs/common';
import { type Actor, refusal } from '@portico/kernel';
import { Gate } from '@portico/program';
import { type Npi, npiIdOf } from '../domain/npi.js';
import { Npis } from '../domain/npis.js';
import type { Holder } from '../domain/pin.js';
import { Standings } from './standings.js';

/** What a person may not see answers as if it did not exist. */
export const notFound = refusal('not-found', 'not-found', 'There is nothing here that you may see.');

/** The one way to an NPI for whoever wants to act on it. */
@Injectable()
export class Sight {
  constructor(
    private readonly npis: Npis,
    private readonly standings: Standings,
    private readonly gate: Gate,
  ) {}

  /** The NPI of the organization in view, if this person sees it (404) and may do this with it (403); by fresh rights (503). */
  async on(npi: string, actor: Actor, action: string): Promise<{ npi: Npi; holder: Holder }> {
    const { organizationId, memberId } = actor;
    if (organizationId === undefined || memberId === undefined) throw notFound();
    const [rights, found] = await Promise.all([
      this.standings.current(actor),
      this.npis.get(npiIdOf(organizationId, npi)),
    ]);
    if (!found?.state.isAttached || !this.gate.may(actor, rights, 'npi.read', { npi })) throw notFound();
    this.gate.require(actor, rights, action, { npi });
    return { npi: found, holder: { organizationId, memberId } };
  }
}
