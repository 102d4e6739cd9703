import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type PinView, RevealPin } from '@portico/contracts';
import { milliseconds } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Pin } from '../domain/pin.js';
import { Pins } from '../domain/pins.js';
import { PinsInTurn } from './pins-in-turn.js';

@CommandHandler(RevealPin)
@Requires('pin.view')
export class RevealPinHandler {
  constructor(
    private readonly inTurn: PinsInTurn,
    private readonly pins: Pins,
    private readonly programs: Programs,
  ) {}

  /** The record is in the write that comes before the answer: no record, no PIN. */
  async execute({ npi, actor }: RevealPin): Promise<PinView> {
    const asked = { npi, actor, action: 'pin.view' };
    return this.view(await this.inTurn.change(asked, (pin, holder) => pin.reveal(holder)));
  }

  /** The same command again has the same answer, so the PIN leaves again: no record, no PIN here either. */
  async answer(pin: Pin, { actor }: RevealPin): Promise<PinView> {
    const { organizationId = '', memberId = '' } = actor;
    pin.showAgain({ organizationId, memberId });
    await this.pins.save(pin);
    return this.view(pin);
  }

  private view({ state: { pin, program } }: Pin): PinView {
    return { pin, expiresIn: milliseconds(this.programs.get(program).pin.reveal) / 1_000 };
  }
}
