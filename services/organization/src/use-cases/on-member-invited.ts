import { MemberInvited } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { Organizations } from '../domain/organizations.js';
import { Desks } from './desks.js';
import { RosterChanges } from './roster-changes.js';

/** A member whose place was taken for given up, and dropped with its domain, before their record was written does not count. */
@Reacts(MemberInvited)
export class OnMemberInvited implements Reaction<MemberInvited> {
  constructor(
    private readonly organizations: Organizations,
    private readonly desks: Desks,
    private readonly rosters: RosterChanges,
  ) {}

  async react({ organizationId, memberId }: MemberInvited): Promise<void> {
    if (await this.organizations.seats(organizationId, memberId)) return;
    const desk = await this.desks.ofMember(organizationId, memberId, memberId);
    if (desk) await this.rosters.finish(desk, {});
  }
}
