import { Injectable } from '@nestjs/common';
import { Clock, endOfDayAfter } from '@portico/kernel';
import { Programs } from '@portico/program';
import { Log } from '@portico/service';
import { ChainHeads } from '../domain/audit/chain-heads.js';
import { HeadSignatures } from '../domain/audit/head-signatures.js';
import { Organizations } from '../domain/organizations.js';

/** Of the chain of the platform, and of an organization or program that is not known here. */
const noZone = 'UTC';

/**
 * Signs the end of a chain once for every day that ended in the program's zone, also where nothing happened: a tail that is
 * cut later is missed by it. Days that nobody signed in time have the head of the next one. The log carries it out of
 * the database.
 */
@Injectable()
export class SignHead {
  constructor(
    private readonly heads: ChainHeads,
    private readonly signatures: HeadSignatures,
    private readonly organizations: Organizations,
    private readonly programs: Programs,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async sign(organizationId: string): Promise<void> {
    const now = this.clock.now();
    const chain = await this.heads.chain(organizationId);
    if (!chain || chain.dueAt >= now) return;

    const zone = await this.zoneOf(organizationId);
    const ended = endOfDayAfter(now, -1, zone);
    if (chain.openedAt <= ended) await this.signDay(organizationId, ended);
    await this.heads.postpone(chain, endOfDayAfter(now, 0, zone));
  }

  private async signDay(organizationId: string, day: Date): Promise<void> {
    const tail = await this.heads.tail(organizationId);
    if (!tail) return;

    const { number, hash } = tail;
    const head = this.signatures.sign({ organizationId, number, hash, at: this.clock.now().toISOString() });
    if (await this.heads.keep(head, day)) this.log.info('audit head signed', { ...head });
  }

  private async zoneOf(organizationId: string): Promise<string> {
    const program = (await this.organizations.get(organizationId))?.state.program;
    return program && this.programs.ids().includes(program) ? this.programs.get(program).zone : noZone;
  }
}
