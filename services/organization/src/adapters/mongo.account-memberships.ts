import { Injectable } from '@nestjs/common';
import { AccountMemberships } from '../domain/audit/account-memberships.js';
import { MongoMembers } from './mongo.members.js';

interface Found {
  userId: string;
  organizationId: string;
}

@Injectable()
export class MongoAccountMemberships extends AccountMemberships {
  constructor(private readonly members: MongoMembers) {
    super();
  }

  async of(accounts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    if (accounts.length === 0) return new Map();
    const filter = { userId: { $in: [...accounts] }, status: { $in: ['invited', 'active'] } };
    const found = await this.members.read<Found>(filter, { _id: 0, userId: 1, organizationId: 1 });
    const byAccount = new Map<string, string[]>();
    for (const { userId, organizationId } of found)
      byAccount.set(userId, [...(byAccount.get(userId) ?? []), organizationId]);
    return byAccount;
  }
}
