import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type PinResetView, ResetPin } from '@portico/contracts';
import { Clock, Random } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Pin } from '../domain/pin.js';
import { PinsInTurn } from './pins-in-turn.js';
import { Sight } from './sight.js';

@CommandHandler(ResetPin)
@Requires('pin.reset')
export class ResetPinHandler {
  constructor(
    private readonly sight: Sight,
    private readonly inTurn: PinsInTurn,
    private readonly programs: Programs,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  async execute({ npi, actor }: ResetPin): Promise<PinResetView> {
    const { npi: seen, holder } = await this.sight.on(npi, actor, 'pin.reset');
    const { zone, pin: rules } = this.programs.get(seen.state.program);
    const making = { random: this.random, digits: rules.digits };
    const reset = (pin: Pin): void => pin.reset(holder, making, { at: this.clock.now(), zone });
    return this.answer(await this.inTurn.change(seen.state, reset));
  }

  answer({ state: { nextResetAt, since } }: Pin): PinResetView {
    return { nextResetAt: (nextResetAt ?? since).toISOString() };
  }
}
