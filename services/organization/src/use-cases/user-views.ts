import type { UserChangedView, UserView } from '@portico/contracts';
import type { Effect } from '../domain/effects.js';
import type { MemberState } from '../domain/member.js';
import type { UserDesk } from './desks.js';

export interface Shown {
  readonly state: MemberState;
  readonly version: number;
}

/** What a user looks like to those who manage users: the same after a change as when it is read. */
export abstract class UserViews {
  abstract of(shown: Shown, desk: Pick<UserDesk, 'organization' | 'program' | 'deed'>): UserView;

  changed(shown: Shown, desk: UserDesk, effects: readonly Effect[]): UserChangedView {
    return { ...this.of(shown, desk), effects: [...effects] };
  }
}
