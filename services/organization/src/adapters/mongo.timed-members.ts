import { Injectable } from '@nestjs/common';
import type { OrgRole } from '@portico/access';
import { signInGrain } from '../domain/member-in-time.js';
import { memberKeyOf } from '../domain/member.js';
import { type DueMember, TimedMembers } from '../domain/timed-members.js';
import { MongoMembers } from './mongo.members.js';

interface Found {
  organizationId: string;
  memberId: string;
  nextDueAt: Date;
}

@Injectable()
export class MongoTimedMembers extends TimedMembers {
  constructor(private readonly members: MongoMembers) {
    super();
  }

  async due(at: Date, atMost: number): Promise<DueMember[]> {
    const projection = { _id: 0, organizationId: 1, memberId: 1, nextDueAt: 1 };
    const found = this.members.collection.find({ nextDueAt: { $lte: at } }, { projection });
    const due = (await found.sort({ nextDueAt: 1 }).limit(atMost).toArray()) as unknown as Found[];
    return due.map(({ nextDueAt: dueAt, ...who }) => ({ ...who, dueAt }));
  }

  async levelAtSignIn(organizationId: string, memberId: string, at: Date): Promise<OrgRole | undefined> {
    const before = new Date(at.getTime() - signInGrain);
    const isOld = { status: 'active', lastSignInAt: { $not: { $gt: before } } };
    const who = { _id: memberKeyOf(organizationId, memberId), ...isOld };
    const [found] = await this.members.read<{ orgRole: OrgRole }>(who, { orgRole: 1 });
    return found?.orgRole;
  }
}
