import type { HoldersView, MemberView } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { MembersElsewhere } from '../src/use-cases/members-elsewhere.js';
import { aMembership, minutesLater, now } from './account.builders.js';

const { organizationId, name: organizationName, program } = aMembership();

/** Rosa of Sunrise Clinic, who is to be let go in a quarter of an hour. */
export const aRosa = (change: Partial<MemberView> = {}): MemberView => ({
  organizationId,
  organizationName,
  program,
  memberId: idFrom('member', 'sunrise', 'rosa'),
  accountId: idFrom('user', 'rosa'),
  status: 'active',
  orgRole: 'processor',
  email: 'rosa@sunrise-clinic.example',
  firstName: 'Rosa',
  lastName: 'Diaz',
  lapsesAt: minutesLater(15).toISOString(),
  idleSince: now.toISOString(),
  npis: [],
  ...change,
});

/** The organization service, played: whom it knows, and who holds what. */
export class PlayedMembers extends MembersElsewhere {
  readonly known = new Map([aRosa()].map((member) => [member.memberId, member]));
  readonly asked: (string | undefined)[] = [];
  held?: HoldersView = { organizationName, program, admins: [], holders: [] };
  broken?: Error;

  async member(organization: string, memberId: string): Promise<MemberView | undefined> {
    if (this.broken) throw this.broken;
    return organization === organizationId ? this.known.get(memberId) : undefined;
  }

  async holders(organization: string, npi?: string): Promise<HoldersView | undefined> {
    this.asked.push(npi);
    return organization === organizationId ? this.held : undefined;
  }

  /** Rosa is otherwise now. */
  becomes(change: Partial<MemberView>): void {
    const rosa = aRosa(change);
    this.known.set(rosa.memberId, rosa);
  }
}
