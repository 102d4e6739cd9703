import { Injectable } from '@nestjs/common';
import { type Actor, refusal } from '@portico/kernel';
import { Gate } from '@portico/program';
import type { Holder, Pin } from '../domain/pin.js';
import { PinsAtHand } from './pins-at-hand.js';

/** What a person may not see answers as if it did not exist. */
export const notFound = refusal('not-found', 'not-found', 'There is nothing here that you may see.');

/** What somebody wants to do with the PIN of an NPI. */
export interface Act {
  npi: string;
  actor: Actor;
  action: string;
}

/** The one way to an NPI for whoever wants to act on it. */
@Injectable()
export class Sight {
  constructor(
    private readonly atHand: PinsAtHand,
    private readonly gate: Gate,
  ) {}

  /** The PIN of an NPI of the organization in view, if this person sees that (404) and may do this (403); by fresh rights (503). */
  async on({ npi, actor, action }: Act): Promise<{ pin: Pin | undefined; holder: Holder }> {
    const { organizationId, memberId } = actor;
    if (organizationId === undefined || memberId === undefined) throw notFound();
    const { rights, isHeld, pin } = await this.atHand.of(npi, actor);
    if (!isHeld || !this.gate.may(actor, rights, 'npi.read', { npi })) throw notFound();
    this.gate.require(actor, rights, action, { npi });
    return { pin: await pin(), holder: { organizationId, memberId } };
  }
}
