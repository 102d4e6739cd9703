import { Aggregate, idFrom } from '@portico/kernel';
import type { MemberEvent } from './member.events.js';

export type OrgRole = 'admin' | 'processor' | 'none';

export interface MemberState {
  readonly id: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly orgRole: OrgRole;
  readonly status: 'active' | 'deactivated';
  /** Domain of the person's login address: counted beside the organization's domains (MC-DOM-01). */
  readonly emailDomain: string;
  readonly since: Date;
}

export interface Joining {
  readonly organizationId: string;
  readonly userId: string;
  readonly orgRole: OrgRole;
  readonly emailDomain: string;
}

/** A person is a member of an organization once, whatever asks for it and however often. */
export const memberIdOf = (organizationId: string, userId: string): string => idFrom('member', organizationId, userId);

/** A person's place in one organization. */
export class Member extends Aggregate<MemberState, MemberEvent> {
  static join(joining: Joining, since: Date): Member {
    const { organizationId, userId, orgRole } = joining;
    const id = memberIdOf(organizationId, userId);
    const member = new Member({ id, ...joining, status: 'active', since });
    member.become({}, { type: 'MemberJoined', memberId: id, organizationId, userId, orgRole });
    return member;
  }
}
