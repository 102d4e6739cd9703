import type { Standing } from '@portico/access';
import { Aggregate, refusal } from '@portico/kernel';
import type { Effect } from './effects.js';
import type { MemberEvent } from './member.events.js';
import type { DeactivationCause, MemberState } from './member-state.js';
import { endOf, timed } from './member-times.js';
import type { Moment } from './membership-rules.js';

export const stale = refusal('conflict', 'stale', 'This was changed in the meantime. Please load it again.');

const holdsNothing = ({ orgRole, npis }: MemberState): boolean => orgRole === 'none' && npis.length === 0;

/** What a member is, for every kind of change: each tells the whole standing, once, beside its own facts. */
export abstract class MemberRecord extends Aggregate<MemberState, MemberEvent> {
  private readonly loaded = this.state;

  /** Whether there is anything to save. */
  get hasChanged(): boolean {
    return this.state !== this.loaded;
  }

  get memberId(): string {
    return this.state.memberId;
  }

  /** Whether the member is a user of the organization: invited or active. */
  get counts(): boolean {
    return this.state.status !== 'deactivated';
  }

  /** What every service decides by; its version is that under which it is stored, once it is. */
  get standing(): Standing {
    const { organizationId, memberId, userId, program, status, orgRole, lapsesAt, npis, types } = this.state;
    const { orgRoleBy: by, orgRoleAt: at } = this.state;
    const times = { by, at, ...(lapsesAt && { lapsesAt: lapsesAt.toISOString() }) };
    const version = this.hasChanged ? this.version + 1 : this.version;
    const who = { organizationId, memberId, ...(userId !== undefined && { userId }), program };
    return { ...who, status, orgRole, ...times, npis, types, version };
  }

  /** Refuses a change that is based on an older version. */
  mustBeAt(version: string | undefined): void {
    if (version !== undefined && version !== String(this.version)) throw stale();
  }

  /** Keeps what the change at hand did beyond itself. */
  did(effects: readonly Effect[]): void {
    this.become({ effects });
  }

  deactivate({ cause, reason }: { cause: DeactivationCause; reason?: string }, moment: Moment): void {
    if (!this.counts) return;
    const why = { cause, ...(reason !== undefined && { reason }) };
    const deactivation = { ...why, at: moment.at };
    this.change({ status: 'deactivated', deactivation }, moment, { type: 'MemberDeactivated', ...this.person, ...why });
  }

  /** Whether the membership ended by itself, though nobody has said so yet. */
  isLapsed(at: Date): boolean {
    const { lapsesAt } = this.state;
    return this.counts && lapsesAt !== undefined && lapsesAt.getTime() <= at.getTime();
  }

  /** A lapse that is due takes place before anything else does: a change does not undo it (MC-ADM-15). */
  settle(moment: Moment): void {
    if (!this.isLapsed(moment.at)) return;
    this.deactivate({ cause: endOf(this.state, moment.rules)?.cause ?? 'dormant' }, moment);
  }

  /** The change with the times that follow from it. */
  protected change(change: Partial<MemberState>, { at, rules }: Moment, ...facts: MemberEvent[]): void {
    const next = { ...this.state, ...change };
    const bareSince = holdsNothing(next) && !holdsNothing(this.state) ? at : next.bareSince;
    const times = timed({ ...next, bareSince }, rules);
    const isTold = this.recorded.some(({ type }) => type === 'StandingChanged');
    const standing = isTold ? [] : [{ type: 'StandingChanged', ...this.named } as const];
    this.become({ ...change, bareSince, ...times }, ...facts, ...standing);
  }

  protected get named() {
    const { memberId, organizationId } = this.state;
    return { memberId, organizationId };
  }

  protected get person() {
    const { userId } = this.state;
    return { ...this.named, ...(userId !== undefined && { userId }) };
  }
}
