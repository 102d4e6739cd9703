import { after } from '@portico/kernel';
import type { MemberEvent } from './member.events.js';
import { MemberRecord } from './member-record.js';
import { agendaOf, type Due, type End, isOpen, timed } from './member-times.js';
import type { Moment } from './membership-rules.js';
import type { Keeper } from './roster.js';

/** Of an hour's sign-ins the first is kept, in milliseconds: whoever comes often is written once an hour. */
export const signInGrain = 60 * 60 * 1_000;

/** How long whoever was spared is left alone, before it is asked again whether they still are the last. */
const untilNextLook = 'P1D';

/** What becomes of a membership by time alone: each of these may be called late, early or again, and acts once. */
export abstract class MemberInTime extends MemberRecord {
  /** What is to be told or done by now and was not, in order of time. */
  due({ at, rules }: Moment): Due[] {
    return agendaOf(this.state, rules).filter((due) => due.at.getTime() <= at.getTime() && isOpen(due, this.state));
  }

  /** The person was in the organization: the time without a sign-in begins anew. Too late once the membership lapsed. */
  signedIn(moment: Moment): void {
    const { lastSignInAt, status } = this.state;
    const { at } = moment;
    if (status !== 'active' || this.isLapsed(at)) return;
    if (lastSignInAt && at.getTime() - lastSignInAt.getTime() < signInGrain) return;
    this.change({ lastSignInAt: at, idleSince: at }, moment);
  }

  /** What ends the membership now, if something does. */
  endDue(moment: Moment): End | undefined {
    const due = this.due(moment).find(({ kind }) => kind === 'end');
    return due?.kind === 'end' ? due.end : undefined;
  }

  /** Which Org Admin keeps the organization, by the newest version: while it is another one, this one ends by time (MC-ADM-16). */
  heed(keeper: Keeper | undefined, moment: Moment): void {
    const known = this.state.keeper?.version ?? 0;
    if (!keeper || keeper.version <= known || !this.counts || this.state.orgRole !== 'admin') return;
    const { memberId, version } = keeper;
    this.change({ keeper: { memberId, version } }, moment);
  }

  /** Warns once, of the nearest warning that is due; `admins` are the accounts of the Org Admins. */
  warn(moment: Moment, admins: readonly string[]): void {
    const warnings = this.due(moment).filter((each) => each.kind === 'warning');
    const last = warnings.at(-1);
    if (!last || this.endDue(moment)) return;
    const { end, days } = last;
    const { program } = this.state;
    const told = { ...this.person, program, cause: end.cause, lapsesAt: end.at, days, admins };
    this.tell(warnings, moment, { type: 'MemberLapseWarned', ...told });
  }

  /** Ends the membership if its time has come, of an Org Admin too: that another is left, the organization has judged. */
  lapse(moment: Moment): void {
    const end = this.endDue(moment);
    if (end) this.deactivate({ cause: end.cause }, moment);
  }

  /**
   * The only Org Admin is spared; once, when they would have been deactivated, the department is told (MC-ADM-16). Their
   * end stays due: as soon as they are not the only one any more it takes place.
   */
  spare(moment: Moment): void {
    const spared = this.due(moment).filter(({ kind }) => kind === 'warning' || kind === 'end');
    const isDue = spared.some(({ kind }) => kind === 'end');
    const untold = spared.filter(({ key }) => !this.state.told.includes(key));
    const isToTell = untold.some(({ kind }) => kind === 'end');
    const { program } = this.state;
    const facts = isToTell ? [{ type: 'LastAdminDormant', ...this.person, program } as const] : [];
    if (untold.length > 0) this.tell(untold, moment, ...facts);
    if (isDue) this.lookAgain(moment);
  }

  /** Tells of grants that will end, each end once per notice; of several that are due, the nearest. */
  noticeGrants(moment: Moment): void {
    const due = this.due(moment);
    const ended = new Set(due.filter(({ kind }) => kind === 'ended').map(({ key }) => key));
    const notices = due.filter((each) => each.kind === 'notice');
    const nearest = new Map(notices.map((notice) => [notice.endsAt.toISOString(), notice]));
    const open = [...nearest].filter(([to]) => !ended.has(to));
    const facts = open.map(([, { npis, endsAt, days }]) => {
      return { type: 'MemberGrantsEnding', ...this.person, npis, endsAt, days } as const;
    });
    if (notices.length > 0) this.tell(notices, moment, ...facts);
  }

  /** Tells of grants that have ended; they had ended without it. */
  endGrants(moment: Moment): void {
    const ended = this.due(moment).filter((each) => each.kind === 'ended');
    const facts = ended.map(({ npis, endsAt }) => {
      return { type: 'MemberGrantsEnded', ...this.named, npis, endedAt: endsAt } as const;
    });
    if (ended.length > 0) this.tell(ended, moment, ...facts);
  }

  /** Nobody else is told of that: the standing stays as it is. */
  private lookAgain({ at, rules }: Moment): void {
    const { sparedUntil } = this.state;
    if (sparedUntil && at.getTime() < sparedUntil.getTime()) return;
    const spared = { ...this.state, sparedUntil: after(at, untilNextLook) };
    this.become({ sparedUntil: spared.sparedUntil, ...timed(spared, rules) });
  }

  private tell(dues: readonly Due[], moment: Moment, ...facts: MemberEvent[]): void {
    this.change({ told: [...this.state.told, ...dues.map(({ key }) => key)] }, moment, ...facts);
  }
}
