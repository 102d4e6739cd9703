import { Injectable } from '@nestjs/common';
import type { UserView } from '@portico/contracts';
import type { AccessRequest } from '../domain/access-request.js';
import type { Desk } from './desks.js';
import { type Form, Newcomers } from './newcomers.js';
import { People } from './people.js';
import { UserViews } from './user-views.js';

/** Takes in whoever asked for access and was approved: as somebody who is added, by invitation. */
@Injectable()
export class Approvals {
  constructor(
    private readonly newcomers: Newcomers,
    private readonly people: People,
    private readonly views: UserViews,
  ) {}

  /** What the desk is to bring along. */
  wanted(request: AccessRequest | undefined) {
    return request ? this.newcomers.wanted(request.state.asking) : {};
  }

  /** The person under the address that they asked with, and otherwise as their account is now. */
  async formOf({ state }: AccessRequest): Promise<Form> {
    const { userId, email } = state.asking;
    const { firstName, lastName, mobilePhone } = await this.people.get(userId);
    return { email, firstName, lastName, mobilePhone };
  }

  isThere(desk: Desk, form: Form): boolean {
    return this.newcomers.known(desk, form) !== undefined;
  }

  /** Refuses what adding the person would be refused with, before the request is decided; answers their place. */
  check(desk: Desk, form: Form, confirmed: boolean | undefined): string {
    return this.newcomers.check(desk, form, { confirmed });
  }

  /** Somebody who is there already was taken in by it. A domain that left meanwhile comes back only if that was confirmed. */
  async carryOut(desk: Desk, { state }: AccessRequest, form: Form): Promise<UserView> {
    const known = this.newcomers.known(desk, form);
    if (known) return this.views.of(known, desk);
    const { requestId, ruling } = state;
    return this.newcomers.add(desk, form, { confirmed: ruling?.confirmed, requestId });
  }
}
