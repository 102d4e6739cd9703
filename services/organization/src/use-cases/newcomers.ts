import { Injectable } from '@nestjs/common';
import type { AddUser, UserView } from '@portico/contracts';
import { type Refusal, refusalIn } from '@portico/kernel';
import { AlreadyHandled, LostRace } from '@portico/service';
import { EmailPrints } from '../domain/email-prints.js';
import { emailDomainOf } from '../domain/email-domain.js';
import { type Invitee, invitedIdOf, Member, userExists } from '../domain/member.js';
import type { Known } from '../domain/member-person.js';
import { Members } from '../domain/members.js';
import { Organizations } from '../domain/organizations.js';
import { newDomain } from '../domain/roster.js';
import { type Desk, Desks } from './desks.js';
import { UserViews } from './user-views.js';

/** A person to take in, as the form says; phones E.164. */
export type Form = Known & { readonly email: string };

/** Whether a domain that the organization does not have was confirmed, and which request for access is answered. */
export interface Adding {
  readonly confirmed?: boolean;
  readonly requestId?: string;
}

/**
 * Takes people in: first the organization, which judges the domain, then the member. Done again after a kill in between
 * it ends what it began, for the organization knows whom it took in; what nobody ends is dropped with the domain.
 */
@Injectable()
export class Newcomers {
  constructor(
    private readonly desks: Desks,
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly prints: EmailPrints,
    private readonly views: UserViews,
  ) {}

  /** What the desk is to bring along, for the address may be a user's already. */
  wanted({ email }: Pick<Form, 'email'>) {
    return { emailPrint: this.prints.of(email) };
  }

  /** Who has the address already. */
  known({ hand }: Desk, { email }: Pick<Form, 'email'>): Member | undefined {
    return hand.withEmail(this.prints.of(email));
  }

  /** Refuses what `add` would be refused with, and writes nothing; answers the place that it would give. */
  check(desk: Desk, { email }: Form, { confirmed = false }: { confirmed?: boolean }): string {
    const known = this.known(desk, { email });
    if (known) throw userExists({ userStatus: known.state.status });
    return this.admit(desk, { email, emailPrint: this.prints.of(email), confirmed });
  }

  async add(desk: Desk, form: Form, { confirmed = false, requestId }: Adding): Promise<UserView> {
    const emailPrint = this.prints.of(form.email);
    const known = desk.hand.withEmail(emailPrint);
    if (known && desk.hand.isRepeat(known)) return this.views.of(known, desk);
    if (known) throw await this.refused(desk, known, emailPrint);
    this.admit(desk, { email: form.email, emailPrint, confirmed });
    return this.invite(desk, form, { roster: await this.kept(desk.organization), requestId });
  }

  /** Most people are new and have an address of an allowed domain: one write judges all of that, another one invites. */
  async addAtOnce(asked: Asked, form: Form): Promise<UserView | undefined> {
    const { emailPrint } = this.wanted(form);
    const desk = await this.desks.adding(asked, { emailPrint, domain: domainOf(form) });
    return desk && this.invite(desk, form, { roster: desk.organization.version });
  }

  private async invite(desk: Desk, form: Form, how: Pick<Invitee, 'roster' | 'requestId'>): Promise<UserView> {
    const person = { ...form, ...this.wanted(form) };
    const member = Member.invite({ ...placeOf(desk), person, ...how }, desk.deed);
    const { version } = await this.members.save(member).catch(orAgain(member.id));
    return this.views.of({ state: member.state, version }, desk);
  }

  /** A place that was given before the address was found to be another member's is taken back. */
  private async refused({ organization, deed }: Desk, known: Member, emailPrint: string): Promise<Refusal> {
    const given = invitedIdOf(organization.id, emailPrint);
    if (given !== known.memberId) organization.dismiss(given, { by: deed.by, cause: 'admin' });
    else organization.release(known, { by: deed.by, cause: 'admin' });
    await this.kept(organization);
    return userExists({ userStatus: known.state.status });
  }

  /** The place that the organization gives; nothing is written yet. */
  private admit({ organization, program, deed }: Desk, { email, emailPrint, confirmed }: Asking): string {
    const domain = domainOf({ email });
    const publicMail = program.publicMailDomains.includes(domain);
    const otherwise: typeof newDomain = (details) => newDomain({ ...details, publicMail });
    const memberId = invitedIdOf(organization.id, emailPrint);
    organization.admit({ memberId, domain, orgRole: 'none' }, { by: deed.by, at: deed.at, confirmed, otherwise });
    return memberId;
  }

  /** The version of the organization that took them in. */
  private async kept(organization: Desk['organization']): Promise<number> {
    return organization.hasChanged ? (await this.organizations.save(organization)).version : organization.version;
  }
}

/** Whoever finds the address taken only when they write it looks again, and finds whose it is or that it was this command. */
const orAgain = (id: string) => (error: unknown) => {
  const isTaken = error instanceof AlreadyHandled || refusalIn(error)?.code === userExists().code;
  throw isTaken ? new LostRace(id) : error;
};

const domainOf = ({ email }: Pick<Form, 'email'>): string => emailDomainOf(email.split('@').at(-1) ?? '');

type Asked = Pick<AddUser, 'organizationId' | 'actor'>;

interface Asking {
  readonly email: string;
  readonly emailPrint: string;
  readonly confirmed: boolean;
}

function placeOf({ organization }: Desk) {
  const { id: organizationId, legalName: organizationName, program, kinds } = organization.state;
  return { organizationId, organizationName, program, kinds };
}
