import { Controller, Delete, HttpCode, Post, Res } from '@nestjs/common';
import { AttachNpi, DetachNpi, type EffectsView } from '@portico/contracts';
import type { FastifyReply } from 'fastify';
import { Staff } from '../auth/access.js';
import { EdgeBus } from '../input/edge-bus.js';
import { Input } from '../input/input.js';
import { effectsOrNothing } from './dry-run.js';

/** The department says which provider numbers an organization holds. */
@Controller('ops/organizations/:organizationId/npis')
export class OrganizationNpis {
  constructor(private readonly bus: EdgeBus) {}

  @Post()
  @Staff('ops', 'npi.attach')
  attach(@Input() request: AttachNpi) {
    return this.bus.send(request);
  }

  @Delete(':npi')
  @HttpCode(204)
  @Staff('ops', 'npi.detach')
  async detach(
    @Input() request: DetachNpi,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EffectsView | undefined> {
    return effectsOrNothing(request, reply, await this.bus.send(request));
  }
}
