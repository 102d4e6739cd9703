import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ReactivateUser, type UserChangedView } from '@portico/contracts';
import type { Organization } from '../domain/organization.js';
import { domainRemoved } from '../domain/roster.js';
import { Desks } from './desks.js';
import { RosterChanges } from './roster-changes.js';

@CommandHandler(ReactivateUser)
@Requires('user.manage')
export class ReactivateUserHandler {
  constructor(
    private readonly desks: Desks,
    private readonly rosters: RosterChanges,
  ) {}

  async execute(command: ReactivateUser): Promise<UserChangedView> {
    const desk = await this.desks.ofUser(command);
    const { member, deed } = desk;
    const { by, at } = deed;
    const admission = { by, at, confirmed: command.confirmDomain ?? false, otherwise: domainRemoved };
    const decide = (organization: Organization) => organization.readmit(member, admission);
    return this.rosters.make(desk, { decide, ifMatch: command.ifMatch });
  }
}
