import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type PinResetView, ResetPin } from '@portico/contracts';
import { Clock, Random } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Holder, Pin } from '../domain/pin.js';
import { PinsInTurn } from './pins-in-turn.js';

@CommandHandler(ResetPin)
@Requires('pin.reset')
export class ResetPinHandler {
  constructor(
    private readonly inTurn: PinsInTurn,
    private readonly programs: Programs,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  async execute({ npi, actor }: ResetPin): Promise<PinResetView> {
    const asked = { npi, actor, action: 'pin.reset' };
    return this.answer(await this.inTurn.change(asked, (pin, holder) => this.reset(pin, holder)));
  }

  answer({ state: { nextResetAt, since } }: Pin): PinResetView {
    return { nextResetAt: (nextResetAt ?? since).toISOString() };
  }

  private reset(pin: Pin, holder: Holder): void {
    const { zone, pin: rules } = this.programs.get(pin.state.program);
    pin.reset(holder, { random: this.random, digits: rules.digits }, { at: this.clock.now(), zone });
  }
}
