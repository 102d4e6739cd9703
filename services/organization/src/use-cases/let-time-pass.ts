import { Injectable } from '@nestjs/common';
import type { Member } from '../domain/member.js';
import { Members } from '../domain/members.js';
import type { Organization } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';
import { Desks, type UserDesk } from './desks.js';
import { Keepers } from './keepers.js';

/**
 * Tells and does what time has made due of a member: warnings, the end of a membership, notices and ends of limited
 * levels. All of it holds at use without this; here it is announced, once, however often it is asked for. Whoever is
 * stopped in between is carried on by the next round.
 */
@Injectable()
export class LetTimePass {
  constructor(
    private readonly desks: Desks,
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly keepers: Keepers,
  ) {}

  async of(organizationId: string, memberId: string): Promise<void> {
    const desk = await this.desks.ofMember(organizationId, memberId, memberId);
    if (!desk) return;
    const { member, deed } = desk;
    await this.passOn(desk, await this.keepers.isSpared(desk));
    member.noticeGrants(deed);
    member.endGrants(deed);
    if (member.hasChanged) await this.members.save(member);
  }

  /** The organization decides first, as it does whoever lets somebody go: the last Org Admin stays (D-30). */
  private async passOn({ organization, member, deed }: UserDesk, isSpared: boolean): Promise<void> {
    const end = isSpared ? undefined : member.endDue(deed);
    if (end) organization.dismiss(member.memberId, { by: deed.by, cause: end.cause });
    if (organization.hasChanged) await this.organizations.save(organization);
    member.heed(organization.state.keeper, deed);
    if (isSpared) member.spare(deed);
    else member.warn(deed, otherAdmins(organization, member));
    if (end) member.lapse(deed);
  }
}

/** Accounts of the Org Admins who hear of somebody else. */
const otherAdmins = ({ state }: Organization, { memberId }: Member): string[] =>
  state.admins.flatMap((admin) => (admin.memberId === memberId ? [] : (admin.userId ?? [])));
