import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type PinResetView, ResetPin } from '@portico/contracts';
import { Clock, Random } from '@portico/kernel';
import { Programs } from '@portico/program';
import { type Pin, pinIdOf, pinNotReady } from '../domain/pin.js';
import { Pins } from '../domain/pins.js';
import { Sight } from './sight.js';

@CommandHandler(ResetPin)
@Requires('pin.reset')
export class ResetPinHandler {
  constructor(
    private readonly sight: Sight,
    private readonly pins: Pins,
    private readonly programs: Programs,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  async execute({ npi, actor }: ResetPin): Promise<PinResetView> {
    const { npi: seen, holder } = await this.sight.on(npi, actor, 'pin.reset');
    const {
      zone,
      pin: { digits },
    } = this.programs.get(seen.state.program);
    const pin = await this.pins.get(pinIdOf(seen.state.program, npi));
    if (!pin) throw pinNotReady({ retryAfter: 1 });
    pin.reset(holder, { random: this.random, digits }, { at: this.clock.now(), zone });
    await this.pins.save(pin);
    return this.answer(pin);
  }

  answer({ state: { nextResetAt, since } }: Pin): PinResetView {
    return { nextResetAt: (nextResetAt ?? since).toISOString() };
  }
}
