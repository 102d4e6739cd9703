import { NpiAttached } from '@portico/contracts';
import { Clock, Random } from '@portico/kernel';
import { Reacts } from '@portico/messaging';
import { Programs } from '@portico/program';
import { Pin, pinIdOf } from '../domain/pin.js';
import { Pins } from '../domain/pins.js';

/** A provider number gets its PIN with the first organization of the program that holds it; later ones find it. */
@Reacts(NpiAttached)
export class OnNpiAttachedIssuePin {
  constructor(
    private readonly pins: Pins,
    private readonly programs: Programs,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  async react({ organizationId, program, npi }: NpiAttached): Promise<void> {
    if (await this.pins.get(pinIdOf(program, npi))) return;

    const making = { random: this.random, digits: this.programs.get(program).pin.digits };
    await this.pins.save(Pin.issue({ organizationId, program, npi }, making, this.clock.now()));
  }
}
