import { Controller, Get, Req } from '@nestjs/common';
import { type DashboardView, GetDashboard } from '@portico/contracts';
import type { SessionInUse } from '@portico/session';
import type { FastifyRequest } from 'fastify';
import { SignedIn } from '../auth/access.js';
import { Homepage } from '../homepage/homepage.js';
import { Input } from '../input/input.js';

@Controller('dashboard')
@SignedIn()
export class Dashboard {
  constructor(private readonly homepage: Homepage) {}

  @Get()
  get(@Input() _request: GetDashboard, @Req() { session }: FastifyRequest): Promise<DashboardView> {
    return this.homepage.of(session as SessionInUse);
  }
}
