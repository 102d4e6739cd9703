import { Injectable } from '@nestjs/common';
import { RepublishStandings } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { Bus } from '@portico/messaging';
import type { StandingsOwner } from '../use-cases/standings-owner.js';

/** Milliseconds that one page may take. */
const timeoutMs = 30_000;

/** Asks the organization service, page by page; a run has an id, so that its facts are not taken for those of another. */
@Injectable()
export class NatsStandingsOwner implements StandingsOwner {
  constructor(private readonly bus: Bus) {}

  async tellAnew(organizationId?: string): Promise<number> {
    const run = newId();
    let members = 0;
    let cursor: string | undefined;
    do {
      const page = Object.assign(new RepublishStandings(), { run, organizationId, cursor });
      const told = await this.bus.send(page, { timeoutMs });
      members += told.members;
      cursor = told.nextCursor;
    } while (cursor !== undefined);
    return members;
  }
}
