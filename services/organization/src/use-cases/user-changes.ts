import { Injectable } from '@nestjs/common';
import type { UserChangedView } from '@portico/contracts';
import { Refusal } from '@portico/kernel';
import type { Effect } from '../domain/effects.js';
import { effectsOf } from '../domain/effects-of.js';
import { Members } from '../domain/members.js';
import type { NpiAdmin } from '../domain/people-at-hand.js';
import type { UserDesk } from './desks.js';
import { UserViews } from './user-views.js';

/** How a change of one user ends: foretold, made, or answered again. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly members: Members,
    private readonly views: UserViews,
  ) {}

  /** Answers a command that the member carried out before, as it was answered then. */
  again(desk: UserDesk): UserChangedView | undefined {
    if (!desk.hand.isRepeat(desk.member)) return undefined;
    return this.views.changed(desk.member, desk, desk.member.state.effects);
  }

  /** Makes the change, or only says what it would do; a refusal is an effect of what is only asked. */
  async make(desk: UserDesk, change: () => void, { dryRun, npiAdmins = [] }: Making = {}): Promise<UserChangedView> {
    const loaded = { state: desk.before, version: desk.member.version };
    const refused = dryRun ? refusalOf(change) : change();
    if (refused) return this.views.changed(loaded, desk, [refused]);
    const effects = effectsOf(desk, { at: desk.deed.at, npiAdmins });
    if (dryRun || !desk.member.hasChanged) return this.views.changed(loaded, desk, effects);
    return this.keep(desk, effects);
  }

  /** Saves the member with what the change did. */
  async keep(desk: UserDesk, effects: readonly Effect[]): Promise<UserChangedView> {
    desk.member.did(effects);
    const { version } = await this.members.save(desk.member);
    return this.views.changed({ state: desk.member.state, version }, desk, effects);
  }
}

export interface Making {
  readonly dryRun?: boolean;
  readonly npiAdmins?: readonly NpiAdmin[];
}

/** What a change would be refused with because of how things are; who may not make it at all is refused in either case. */
export function refusalOf(change: () => void): Effect | undefined {
  try {
    change();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict' || error.code === 'stale') throw error;
    return { kind: 'refused', code: error.code };
  }
}
