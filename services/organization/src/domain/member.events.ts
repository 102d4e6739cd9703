import type { OrgRole } from './member.js';

export interface MemberJoined {
  readonly type: 'MemberJoined';
  readonly memberId: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly orgRole: OrgRole;
}

export type MemberEvent = MemberJoined;
