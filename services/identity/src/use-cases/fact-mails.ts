import { Injectable } from '@nestjs/common';
import type { MemberView } from '@portico/contracts';
import { after, Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { FactKind, Notice, Told } from '../domain/notice.js';
import type { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { MembersElsewhere } from './members-elsewhere.js';

/** What a mail of a fact says beside its person, in the words of a program. */
export interface FactDraft {
  readonly program: string;
  readonly values: Record<string, unknown>;
}

type Draft = Promise<FactDraft | undefined>;
type About = Required<Pick<Notice, 'told'>>['told'];

/** The words of mails about members, found when they are sent: nothing, when what they would say no longer holds. */
@Injectable()
export class FactMails {
  private readonly drafts: Record<FactKind, (user: User, told: About) => Draft> = {
    'membership-lapse-warning': (user, told) => this.warning(user, told),
    'membership-lapse-admin': (user, told) => this.toAdmin(user, told, (member) => this.lapses(member, told)),
    'membership-lapsed-admin': (user, told) => this.toAdmin(user, told, ({ status }) => status === 'deactivated'),
    'last-admin-dormant': (user, told) => this.toStaff(user, told),
    'grants-ending': (user, told) => this.ending(user, told),
    'access-requested': (user, told) => this.request(user, told),
    'pin-reset': (user, told) => this.reset(user, told),
  };

  constructor(
    private readonly members: MembersElsewhere,
    private readonly users: Users,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  of(user: User, kind: FactKind, told: Told): Draft {
    return this.drafts[kind](user, told);
  }

  private async warning(user: User, told: Told): Draft {
    const member = await this.member(told);
    if (!member || member.accountId !== user.id || !this.lapses(member, told)) return undefined;
    return { program: member.program, values: { ...organizationOf(member), ...endOf(told) } };
  }

  private async toAdmin(user: User, told: Told, holds: (member: MemberView) => boolean): Draft {
    const member = this.isAdmin(user, told) ? await this.member(told) : undefined;
    if (!member || !holds(member)) return undefined;
    return { program: member.program, values: { ...organizationOf(member), ...personOf(member), ...endOf(told) } };
  }

  private async toStaff(user: User, told: Told): Draft {
    const member = user.state.roles.includes('ops') ? await this.member(told) : undefined;
    const end = member && this.endOf(member);
    if (!member || member.orgRole !== 'admin' || !end || end > this.clock.now()) return undefined;
    return { program: member.program, values: { ...organizationOf(member), ...personOf(member) } };
  }

  /** Of the NPIs that still end then. */
  private async ending(user: User, told: Told): Draft {
    const member = await this.member(told);
    if (!member || member.accountId !== user.id || member.status !== 'active' || !this.isAhead(told)) return undefined;
    const npis = member.npis.filter(({ to }) => to !== undefined && isSame(new Date(to), told.endsAt));
    if (npis.length === 0) return undefined;
    const values = { npis: npis.map(({ npi }) => npi), endsAt: told.endsAt };
    return { program: member.program, values: { ...organizationOf(member), ...values } };
  }

  private async request(user: User, told: Told): Draft {
    const admin = this.isAdmin(user, told);
    const asking = admin && told.personId ? await this.users.get(told.personId) : undefined;
    if (!admin || !asking) return undefined;
    const { name: organizationName, program } = admin;
    return { program, values: { organizationName, ...personOf(asking.state) } };
  }

  private async reset(user: User, { organizationId, npi, at }: Told): Draft {
    const membership = user.openIn(organizationId, this.clock.now());
    return membership && { program: membership.program, values: { organizationName: membership.name, npi, at } };
  }

  private async member({ organizationId, memberId }: Told): Promise<MemberView | undefined> {
    return memberId === undefined ? undefined : this.members.member(organizationId, memberId);
  }

  private isAdmin(user: User, { organizationId }: Told) {
    const membership = user.openIn(organizationId, this.clock.now());
    return membership?.orgRole === 'admin' ? membership : undefined;
  }

  /** Whether it still ends when it was said to. */
  private lapses(member: MemberView, told: Told): boolean {
    return this.isAhead(told) && isSame(this.endOf(member), told.endsAt);
  }

  private isAhead({ endsAt }: Told): boolean {
    return endsAt !== undefined && this.clock.now() < endsAt;
  }

  /** That of an Org Admin is no fact of their membership: it is the rule alone. */
  private endOf({ status, orgRole, lapsesAt, idleSince, program }: MemberView): Date | undefined {
    if (status === 'deactivated') return undefined;
    if (orgRole !== 'admin') return lapsesAt === undefined ? undefined : new Date(lapsesAt);
    return after(new Date(idleSince), this.programs.get(program).membership.dormant.after);
  }
}

const isSame = (one: Date | undefined, other: Date | undefined): boolean => one?.getTime() === other?.getTime();

const endOf = ({ cause, endsAt, at }: Told) => ({ lapsesAt: endsAt, dormant: cause === 'dormant', at });

const organizationOf = ({ organizationId, organizationName }: MemberView) => ({ organizationId, organizationName });

const personOf = ({
  firstName = '',
  lastName = '',
  email = '',
}: Partial<Record<'firstName' | 'lastName' | 'email', string>>) => ({
  personName: `${firstName} ${lastName}`.trim() || email,
  personEmail: email,
});
