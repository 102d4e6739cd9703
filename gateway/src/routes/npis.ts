import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { GetNpi, ListNpis, ResetPin, RevealPin } from '@portico/contracts';
import { SignedIn } from '../auth/access.js';
import { EdgeBus } from '../input/edge-bus.js';
import { Input } from '../input/input.js';

/** PIN Management: the provider numbers that this person may see (MC-PIN-01). */
@Controller('npis')
@SignedIn()
export class Npis {
  constructor(private readonly bus: EdgeBus) {}

  @Get()
  list(@Input() request: ListNpis) {
    return this.bus.send(request);
  }

  @Get(':npi')
  get(@Input() request: GetNpi) {
    return this.bus.send(request);
  }

  @Post(':npi/pin/reveals')
  revealPin(@Input() request: RevealPin) {
    return this.bus.send(request);
  }

  @Post(':npi/pin/reset')
  @HttpCode(200)
  resetPin(@Input() request: ResetPin) {
    return this.bus.send(request);
  }
}
