import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type PinView, RevealPin } from '@portico/contracts';
import { milliseconds } from '@portico/kernel';
import { Programs } from '@portico/program';
import { type Holder, type Pin, pinIdOf, pinNotReady } from '../domain/pin.js';
import { Pins } from '../domain/pins.js';
import { Sight } from './sight.js';

@CommandHandler(RevealPin)
@Requires('pin.view')
export class RevealPinHandler {
  constructor(
    private readonly sight: Sight,
    private readonly pins: Pins,
    private readonly programs: Programs,
  ) {}

  async execute({ npi, actor }: RevealPin): Promise<PinView> {
    const { npi: seen, holder } = await this.sight.on(npi, actor, 'pin.view');
    const pin = await this.pins.get(pinIdOf(seen.state.program, npi));
    if (!pin) throw pinNotReady({ retryAfter: 1 });
    return this.show(pin, holder);
  }

  /** The same command again: if the PIN was reset since, this is another showing, with a record of its own. */
  async answer(pin: Pin, { actor }: RevealPin): Promise<PinView> {
    const { organizationId = '', memberId = '' } = actor;
    return pin.wasShownTo(memberId) ? this.view(pin) : this.show(pin, { organizationId, memberId });
  }

  /** The record is in the write that comes before the answer: no record, no PIN. */
  private async show(pin: Pin, holder: Holder): Promise<PinView> {
    pin.reveal(holder);
    await this.pins.save(pin);
    return this.view(pin);
  }

  private view({ state: { pin, program } }: Pin): PinView {
    return { pin, expiresIn: milliseconds(this.programs.get(program).pin.reveal) / 1_000 };
  }
}
