import { Injectable } from '@nestjs/common';
import { type Holder, Holders } from '../domain/holders.js';
import { memberKeyOf } from '../domain/member.js';
import { MongoMembers } from './mongo.members.js';

const fields = { memberId: 1, status: 1, lapsesAt: 1, orgRole: 1, npis: 1 };

@Injectable()
export class MongoHolders extends Holders {
  constructor(private readonly members: MongoMembers) {
    super();
  }

  of(organizationId: string, npi: string, admins: readonly string[]): Promise<Holder[]> {
    const keys = admins.map((memberId) => memberKeyOf(organizationId, memberId));
    const concerned = [{ organizationId, 'npis.npi': npi }, { _id: { $in: keys } }];
    return this.members.read<Holder>({ $or: concerned }, fields);
  }
}
