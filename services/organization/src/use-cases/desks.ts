import { Injectable } from '@nestjs/common';
import type { Standing } from '@portico/access';
import { type Actor, Clock, refusal } from '@portico/kernel';
import { Gate, type Program, Programs } from '@portico/program';
import { invitedIdOf, type Member, type MemberState } from '../domain/member.js';
import type { Deed } from '../domain/membership-rules.js';
import type { Organization } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';
import { type AtHand, PeopleAtHand, type Wanted } from '../domain/people-at-hand.js';
import { membershipRulesOf } from './membership-rules-of.js';

/** What is not in view, or not there, answers alike. */
export const notFound = refusal('not-found', 'not-found', 'There is nothing here that you may see.');

/** An organization that somebody may act on, and what acting takes. */
export interface Desk {
  readonly organization: Organization;
  readonly hand: AtHand;
  readonly program: Program;
  readonly deed: Deed;
}

/** With a member of it, as they are and as they were before the change at hand. */
export interface UserDesk extends Desk {
  readonly member: Member;
  readonly before: MemberState;
}

interface Asked {
  readonly organizationId: string;
  readonly actor: Actor;
}

type AskedOfUser = Asked & { readonly userId: string };

/**
 * Lays out what a change of an organization's people works on, with one command to the database, for those who may:
 * another organization than the one in view is not found, and a member without the right is refused.
 */
@Injectable()
export class Desks {
  constructor(
    private readonly organizations: Organizations,
    private readonly people: PeopleAtHand,
    private readonly gate: Gate,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async open({ organizationId, actor }: Asked, action: string, wanted: Wanted = {}): Promise<Desk> {
    if (actor.organizationId !== organizationId || actor.memberId === undefined) throw notFound();
    const members = [...(wanted.members ?? []), actor.memberId];
    const hand = await this.people.of(organizationId, { ...wanted, members });
    const standing = hand && standingOf(hand, actor);
    if (!hand || standing?.status !== 'active') throw notFound();
    this.gate.require(actor, standing, action, { organizationId });
    const program = this.programs.get(hand.organization.state.program);
    return { organization: hand.organization, hand, program, deed: this.deed(actor.memberId, program) };
  }

  /**
   * With somebody new taken in already, by one command that judges it all; nothing where more is to be decided, or where
   * no Org Admin asks: then nothing was done.
   */
  async adding(
    { organizationId, actor }: Asked,
    newcomer: { emailPrint: string; domain: string },
  ): Promise<Desk | undefined> {
    const admin = adminOf(actor);
    if (!admin || actor.organizationId !== organizationId) return undefined;
    if (!this.gate.may(actor, admin, 'user.manage', { organizationId })) return undefined;
    const { memberId, userId, program: programId } = admin;
    const program = this.programs.get(programId);
    const deed = this.deed(memberId, program);
    const added = { memberId: invitedIdOf(organizationId, newcomer.emailPrint), domain: newcomer.domain, at: deed.at };
    const place = { organizationId, program: programId, admin: { memberId, userId } };
    const organization = await this.organizations.add({ ...place, ...added });
    return organization && { organization, hand: nobodyBeside(organization), program, deed };
  }

  async ofUser(asked: AskedOfUser, wanted: Wanted = {}): Promise<UserDesk> {
    const desk = await this.open(asked, 'user.manage', { ...wanted, members: [asked.userId] });
    const member = desk.hand.member(asked.userId);
    if (!member) throw notFound();
    return { ...desk, member, before: member.state };
  }

  /** For our own reactions, which act for whoever `by` is; nothing if the member has no record. */
  async ofMember(organizationId: string, memberId: string, by: string): Promise<UserDesk | undefined> {
    const hand = await this.people.of(organizationId, { members: [memberId] });
    const member = hand?.member(memberId);
    if (!hand || !member) return undefined;
    const program = this.programs.get(hand.organization.state.program);
    const desk = { organization: hand.organization, hand, program, deed: this.deed(by, program) };
    return { ...desk, member, before: member.state };
  }

  /** For our own reactions that take somebody in; nothing if there is no such organization. */
  async ofOrganization(organizationId: string, by: string, wanted: Wanted): Promise<Desk | undefined> {
    const hand = await this.people.of(organizationId, wanted);
    if (!hand) return undefined;
    const program = this.programs.get(hand.organization.state.program);
    return { organization: hand.organization, hand, program, deed: this.deed(by, program) };
  }

  /** What a member does of themself, without anybody's organization. */
  ownDeed({ memberId, state }: Member): Deed {
    return this.deed(memberId, this.programs.get(state.program));
  }

  private deed(by: string, program: Program): Deed {
    return { by, at: this.clock.now(), rules: membershipRulesOf(program) };
  }
}

/** Of the member whom the claim names, if their record is of the same account. */
function standingOf(hand: AtHand, { memberId, userId }: Actor): Standing | undefined {
  const member = hand.member(memberId);
  return member && member.state.userId === userId ? member.standing : undefined;
}

/** What the claim says, as if it came from an Org Admin: that it does, whoever acts on it must find. */
function adminOf({ organizationId, memberId, userId, program }: Actor) {
  if (!organizationId || !memberId || !userId || !program) return undefined;
  const held = { status: 'active', orgRole: 'admin', by: memberId, at: '', npis: [], types: [], version: 0 } as const;
  return { organizationId, memberId, userId, program, ...held };
}

const nobodyBeside = (organization: Organization): AtHand => ({
  organization,
  member: () => undefined,
  withEmail: () => undefined,
  npiAdmins: [],
  isRepeat: () => false,
});
