import type { OrganizationEvent } from './organization.events.js';
import type { DeactivationCause, OrgRole } from './member-state.js';
import { OrganizationRecord } from './organization-record.js';
import {
  activeAdmins,
  formerOf,
  hasActiveAdmin,
  lastAdmin,
  peopleIn,
  type Roster,
  type Seat,
  seatOf,
  type Staffed,
  unseated,
} from './roster.js';

/** Whoever is there within this time, in milliseconds, of the Org Admin who keeps the organization, leaves it to them. */
const keeperGrain = 24 * 60 * 60 * 1_000;

/** Who belongs to an organization, and which of its Org Admins time does not end. */
export abstract class OrganizationRoster extends OrganizationRecord {
  /** The place of a person who is invited or active. */
  seatOf(memberId: string): Seat | undefined {
    return seatOf(this.state, memberId);
  }

  /** The level of somebody who counts, or that they come back with; nothing if only their own record knows it. */
  roleOf(memberId: string): OrgRole | undefined {
    return (this.seatOf(memberId) ?? formerOf(this.state, memberId))?.orgRole;
  }

  /** Whether nobody who joined would be Org Admin without this person (D-30). */
  isLastAdmin(memberId: string): boolean {
    return hasActiveAdmin(this.state) && !hasActiveAdmin(unseated(this.state, [memberId]));
  }

  peopleIn(domain: string): Seat[] {
    return peopleIn(this.state, domain);
  }

  /** The Org Admins who joined, without this one. */
  adminsBeside(memberId: string): string[] {
    return activeAdmins(this.state).filter((each) => each !== memberId);
  }

  /** Whether this is the Org Admin whom time does not end (MC-ADM-16). */
  isKeptBy(memberId: string): boolean {
    return this.state.keeper?.memberId === memberId;
  }

  /** An Org Admin was there: they keep the organization from then on, unless who does was there a day before or later. */
  seen(memberId: string, at: Date): void {
    const { keeper } = this.state;
    if (keeper && at.getTime() - keeper.seenAt.getTime() < keeperGrain) return;
    this.handTo(memberId, at);
  }

  /** Who kept it so far is told, for from now on they end by time as anybody does; that one does not, it is told first. */
  handTo(memberId: string, seenAt: Date): void {
    const { keeper } = this.state;
    if (!activeAdmins(this.state).includes(memberId)) return;
    if (keeper?.memberId === memberId) return this.become({ keeper: { ...keeper, seenAt } });
    const concerned = [memberId, ...(keeper && this.seatOf(keeper.memberId) ? [keeper.memberId] : [])];
    const facts = concerned.map((each) => this.rosterChange({ memberId: each, by: memberId }));
    this.become({ keeper: { memberId, seenAt, version: this.version + 1 } }, ...facts);
  }

  /** Other people from now on, by somebody's decision: never without an active Org Admin (D-30), nor without one who keeps. */
  protected staff(people: Staffed & Partial<Roster>, by: string, ...facts: OrganizationEvent[]): void {
    if (hasActiveAdmin(this.state) && !hasActiveAdmin(people)) throw lastAdmin();
    const { keeper } = this.state;
    this.become(people, ...facts);
    const left = activeAdmins(people);
    if (!keeper || left.includes(keeper.memberId)) return;
    const next = left.find((each) => each === by) ?? left[0];
    if (next !== undefined) this.handTo(next, keeper.seenAt);
  }

  protected rosterChange(change: { memberId: string; by: string; cause?: DeactivationCause; reason?: string }) {
    return { type: 'RosterChanged', organizationId: this.id, ...change } as const;
  }
}
