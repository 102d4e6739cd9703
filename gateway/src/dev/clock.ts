import { Controller, HttpCode, Post } from '@nestjs/common';
import { type ClockView, invalidInput, MoveClock } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { type ClockMove, DevClock } from '@portico/messaging';
import { Anonymous } from '../auth/access.js';
import { Input } from '../input/input.js';

/** Moves the clock of every process. Not there in production. */
@Controller('dev/clock')
@Anonymous()
export class DevClockRoute {
  constructor(
    private readonly devClock: DevClock,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  async move(@Input() request: MoveClock): Promise<ClockView> {
    await this.devClock.move(moveOf(request));
    return { now: this.clock.now().toISOString() };
  }
}

function moveOf({ advance, set, reset }: MoveClock): ClockMove {
  const moves = [
    ...(advance === undefined ? [] : [{ advance }]),
    ...(set === undefined ? [] : [{ set: new Date(set) }]),
    ...(reset ? [{ reset: true } as const] : []),
  ];
  const [move, another] = moves;
  if (move && !another) return move;
  throw invalidInput([{ pointer: '', code: 'oneOf', message: 'exactly one of advance, set and reset is expected' }]);
}
