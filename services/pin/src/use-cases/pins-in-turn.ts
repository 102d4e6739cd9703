import { Injectable } from '@nestjs/common';
import { Lanes } from '@portico/service';
import { type Holder, type Pin, pinNotReady } from '../domain/pin.js';
import { Pins } from '../domain/pins.js';
import { type Act, Sight } from './sight.js';

/** One change of a PIN at a time in this process: whoever came second would only lose the race and begin again. */
@Injectable()
export class PinsInTurn {
  private readonly lanes = new Lanes(1);

  constructor(
    private readonly sight: Sight,
    private readonly pins: Pins,
  ) {}

  /** The PIN of an NPI, changed by who may, and saved; refuses `pin-not-ready` while it is still being made. */
  change(asked: Act, act: (pin: Pin, holder: Holder) => void): Promise<Pin> {
    return this.lanes.run(asked.npi, async () => {
      const { pin, holder } = await this.sight.on(asked);
      if (!pin) throw pinNotReady({ retryAfter: 1 });
      act(pin, holder);
      await this.pins.save(pin);
      return pin;
    });
  }
}
