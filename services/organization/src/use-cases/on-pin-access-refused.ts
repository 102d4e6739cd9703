import { type Envelope, PinAccessRefused } from '@portico/contracts';
import { Reacts } from '@portico/messaging';
import { Decisions } from './decisions.js';

/** What the pin service refused can be looked up where everything else can. */
@Reacts(PinAccessRefused)
export class OnPinAccessRefused {
  constructor(private readonly decisions: Decisions) {}

  react(refused: PinAccessRefused, { time }: Envelope): Promise<void> {
    return this.decisions.keep({ ...refused, at: new Date(time) });
  }
}
