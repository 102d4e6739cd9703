import { Injectable } from '@nestjs/common';
import type { UserChangedView } from '@portico/contracts';
import type { Effect } from '../domain/effects.js';
import { type Changed, effectsOf } from '../domain/effects-of.js';
import type { Following } from '../domain/member.js';
import { Members } from '../domain/members.js';
import type { Organization } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';
import { PeopleAtHand } from '../domain/people-at-hand.js';
import type { UserDesk } from './desks.js';
import { SessionsInView } from './sessions-in-view.js';
import { refusalOf, UserChanges } from './user-changes.js';
import { UserViews } from './user-views.js';

export interface RosterChange {
  /** What the organization is to decide; refuses what its roster does not allow. */
  decide(organization: Organization): void;
  readonly why?: Pick<Following, 'cause' | 'reason'>;
  readonly ifMatch?: string;
  readonly dryRun?: boolean;
}

/**
 * Changes that the organization decides and a member follows: the organization is saved first. Whoever was stopped in
 * between is carried on by the same command, or by the organization's own fact, and says the same effects.
 */
@Injectable()
export class RosterChanges {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly people: PeopleAtHand,
    private readonly sessions: SessionsInView,
    private readonly changes: UserChanges,
    private readonly views: UserViews,
  ) {}

  async make(desk: UserDesk, change: RosterChange): Promise<UserChangedView> {
    const again = this.changes.again(desk);
    if (again) return again;
    const isBegun = desk.hand.isRepeat(desk.organization);
    const decide = () => {
      desk.member.mustBeAt(change.ifMatch);
      desk.member.settle(desk.deed);
      change.decide(desk.organization);
    };
    const refused = isBegun ? undefined : this.decided(decide, change);
    if (refused) return this.views.changed(asLoaded(desk), desk, [refused]);
    this.follow(desk, change.why);
    if (desk.organization.hasChanged || desk.member.hasChanged) this.heed(desk);
    if (change.dryRun) return this.views.changed(asLoaded(desk), desk, await this.effects(desk));
    if (desk.organization.hasChanged) await this.organizations.save(desk.organization);
    return this.keep(desk);
  }

  /** The member's half of what the organization decided, for whoever finds it undone. */
  async finish(desk: UserDesk, why: RosterChange['why']): Promise<void> {
    if (desk.hand.isRepeat(desk.member)) return;
    this.follow(desk, why);
    if (desk.member.hasChanged) return void (await this.changes.keep(this.heed(desk), await this.effects(desk)));
    if (this.heed(desk).member.hasChanged) await this.members.save(desk.member);
  }

  /** Which Org Admin time does not end is no answer to anybody: the effects of the last change stay. */
  private heed(desk: UserDesk): UserDesk {
    desk.member.heed(desk.organization.state.keeper, desk.deed);
    return desk;
  }

  private decided(decide: () => void, { dryRun }: RosterChange) {
    return dryRun ? refusalOf(decide) : void decide();
  }

  /** The member after the decision. */
  private follow({ organization, member, deed }: UserDesk, why: RosterChange['why']): void {
    const [seat, orgRole] = [organization.seatOf(member.memberId), organization.roleOf(member.memberId)];
    const roster = organization.hasChanged ? organization.version + 1 : organization.version;
    if (organization.hasChanged || !member.isAs(seat, orgRole)) member.follow(seat, { roster, orgRole, ...why }, deed);
  }

  /** What it all does; others are asked for it only once the organization, which many change, is saved. */
  private async effects(desk: UserDesk): Promise<Effect[]> {
    return effectsOf(desk, await this.surroundings(desk, desk));
  }

  /** Asked for only where somebody goes: otherwise none of it matters. */
  private async surroundings({ before, member }: Changed, { deed, organization }: UserDesk) {
    if (before.status !== 'active' || member.counts) return { at: deed.at, npiAdmins: [] };
    const administered = before.npis.filter(({ level }) => level === 'admin').map(({ npi }) => npi);
    const [npiAdmins, sessions] = await Promise.all([
      this.people.adminsOf(organization.id, administered),
      before.userId === undefined ? undefined : this.sessions.count(before.userId, organization.id),
    ]);
    return { at: deed.at, npiAdmins, sessions };
  }

  private async keep(desk: UserDesk): Promise<UserChangedView> {
    const { hand, member, organization } = desk;
    const isEnded = hand.isRepeat(organization) && !member.hasChanged;
    const effects = isEnded ? member.state.effects : await this.effects(desk);
    return member.hasChanged ? this.changes.keep(desk, effects) : this.views.changed(member, desk, effects);
  }
}

const asLoaded = ({ before, member }: UserDesk) => ({ state: before, version: member.version });
