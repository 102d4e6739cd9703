import { Injectable } from '@nestjs/common';
import type { UserView } from '@portico/contracts';
import type { UserDesk } from '../use-cases/desks.js';
import { type Shown, UserViews } from '../use-cases/user-views.js';
import { userView } from '../reads/user-view.js';
import type { StoredMember } from '../reads/stored.js';

/** As the read shows it, from the state that was saved. */
@Injectable()
export class ShownUserViews extends UserViews {
  of(
    { state, version }: Shown,
    { organization, program, deed }: Pick<UserDesk, 'organization' | 'program' | 'deed'>,
  ): UserView {
    const { id, ...fields } = state;
    const stored: StoredMember = { ...fields, _id: id, version, npis: [...state.npis], types: [...state.types] };
    return userView(stored, { npis: organization.state.npis, program, at: deed.at, mayManage: true });
  }
}
