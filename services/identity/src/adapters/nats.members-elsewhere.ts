import { Injectable } from '@nestjs/common';
import { GetMember, type HoldersView, ListHolders, type MemberView, type Query } from '@portico/contracts';
import { refusalIn } from '@portico/kernel';
import { Bus } from '@portico/messaging';
import { MembersElsewhere } from '../use-cases/members-elsewhere.js';

/** Asks the organization service. */
@Injectable()
export class NatsMembersElsewhere extends MembersElsewhere {
  constructor(private readonly bus: Bus) {
    super();
  }

  member(organizationId: string, memberId: string): Promise<MemberView | undefined> {
    return this.ask(Object.assign(new GetMember(), { organizationId, memberId }));
  }

  holders(organizationId: string, npi?: string): Promise<HoldersView | undefined> {
    return this.ask(Object.assign(new ListHolders(), { organizationId, ...(npi !== undefined && { npi }) }));
  }

  private ask<R>(asked: Query<R>): Promise<R | undefined> {
    return this.bus.send(asked).catch((error: unknown) => {
      if (refusalIn(error)?.kind === 'not-found') return undefined;
      throw error;
    });
  }
}
