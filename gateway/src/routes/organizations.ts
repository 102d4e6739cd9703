import { Controller, Delete, Get, HttpCode, Put, Res } from '@nestjs/common';
import {
  type EffectsView,
  FindOrganizations,
  GetAuditProof,
  GetDomains,
  GetOrganization,
  ListAudit,
  RemoveDomain,
  SetDirectoryVisibility,
} from '@portico/contracts';
import type { FastifyReply } from 'fastify';
import { SignedIn } from '../auth/access.js';
import { EdgeBus } from '../input/edge-bus.js';
import { Input } from '../input/input.js';
import { effectsOrNothing } from './dry-run.js';

/** The organization in view; any other answers as if it did not exist. */
@Controller('organizations')
@SignedIn()
export class Organizations {
  constructor(private readonly bus: EdgeBus) {}

  @Get()
  find(@Input() request: FindOrganizations) {
    return this.bus.send(request);
  }

  @Get(':organizationId')
  get(@Input() request: GetOrganization) {
    return this.bus.send(request);
  }

  @Get(':organizationId/domains')
  domains(@Input() request: GetDomains) {
    return this.bus.send(request);
  }

  @Delete(':organizationId/domains/:domain')
  @HttpCode(204)
  async removeDomain(
    @Input() request: RemoveDomain,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EffectsView | undefined> {
    return effectsOrNothing(request, reply, await this.bus.send(request));
  }

  @Put(':organizationId/directory-visibility')
  setDirectoryVisibility(@Input() request: SetDirectoryVisibility) {
    return this.bus.send(request);
  }

  @Get(':organizationId/audit')
  audit(@Input() request: ListAudit) {
    return this.bus.send(request);
  }

  @Get(':organizationId/audit/proof')
  auditProof(@Input() request: GetAuditProof) {
    return this.bus.send(request);
  }
}
