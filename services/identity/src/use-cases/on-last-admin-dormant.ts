import { type Envelope, LastAdminDormant } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { Users } from '../domain/users.js';
import { FactNotices } from './fact-notices.js';

/** The only Org Admin of an organization is away: the department is told (MC-ADM-16). */
@Reacts(LastAdminDormant)
export class OnLastAdminDormant implements Reaction<LastAdminDormant> {
  constructor(
    private readonly users: Users,
    private readonly notices: FactNotices,
  ) {}

  async react(dormant: LastAdminDormant, { id, time }: Envelope<LastAdminDormant>): Promise<void> {
    const { organizationId, memberId } = dormant;
    const told = { organizationId, memberId, at: new Date(time) };
    await this.notices.owe(await this.users.idsOfStaff('ops'), { id, kind: 'last-admin-dormant', told });
  }
}
