import { Injectable } from '@nestjs/common';
import { Lanes } from '@portico/service';
import { type Pin, pinIdOf, pinNotReady } from '../domain/pin.js';
import { Pins } from '../domain/pins.js';

/** One change of a PIN at a time in this process: whoever came second would only lose the race and begin again. */
@Injectable()
export class PinsInTurn {
  private readonly lanes = new Lanes(1);

  constructor(private readonly pins: Pins) {}

  /** The PIN of an NPI, changed and saved; refuses `pin-not-ready` while it is still being made. */
  change({ program, npi }: { program: string; npi: string }, act: (pin: Pin) => void): Promise<Pin> {
    const id = pinIdOf(program, npi);
    return this.lanes.run(id, async () => {
      const pin = await this.pins.get(id);
      if (!pin) throw pinNotReady({ retryAfter: 1 });
      act(pin);
      await this.pins.save(pin);
      return pin;
    });
  }
}
