import { type Provider } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  AcceptInvitation,
  type AcceptedInvitationView,
  AcceptTerms,
  EnterAccount,
  type Envelope,
  InvitationAccepted,
  type InviteeView,
  MemberInvited,
  MemberJoined,
  MemberStandingChanged,
  type RegistrationStepView,
  SendRegistrationPasscode,
  StartRegistration,
  VerifyRegistrationPasscode,
} from '@portico/contracts';
import { LetterPrinter } from '@portico/delivery';
import { newId } from '@portico/kernel';
import { type Program, type Programs } from '@portico/program';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { account } from '../src/account.providers.js';
import { StoredRegistrationPages } from '../src/adapters/stored.registration-pages.js';
import { Invitations } from '../src/domain/invitations.js';
import { RegistrationTokens } from '../src/domain/registration-tokens.js';
import { invitation } from '../src/invitation.providers.js';
import { registration } from '../src/registration.providers.js';
import { RegistrationPages } from '../src/reads/registration-pages.js';
import { Accounts } from '../src/use-cases/accounts.js';
import { ExpireInvitationHandler } from '../src/use-cases/expire-invitation.js';
import { Invitees } from '../src/use-cases/invitees.js';
import { OrganizationsOnFile } from '../src/use-cases/organizations-on-file.js';
import { AccountWorld } from './account.world.js';
import { aPerson } from './account.builders.js';
import { anInvitee, memberId, organizationId } from './invitation.builders.js';
import { InMemoryInvitations, PlayedInvitees, StoredAccounts } from './invitation.doubles.js';
import { InMemoryRegistrationTokens, LetterBox, PlayedOrganizations } from './registration.doubles.js';
import { asCommand, from, inContext } from './work.js';

/** A flow at hand: what its next step needs. */
export interface Flow {
  registrationId: string;
  flowToken: string;
}

export const mailed = 'invitation';
export const boxes = ['agree', 'authorized'];
export const namesAndPhone = { firstName: 'Dan', lastName: 'Quill', mobilePhone: '+1 916 555 0188' };

/** All of identity in one process, stores in memory; the organization service is played. */
export class PeopleWorld extends AccountWorld {
  readonly invitations = new InMemoryInvitations({ clock: this.clock });
  readonly letterTokens = new InMemoryRegistrationTokens({ clock: this.clock });
  readonly invitees = new PlayedInvitees();
  /** Members that the organization has taken in. */
  readonly joined = new Set<string>();

  protected constructor(programs: Programs) {
    super(programs, [...registration, ...invitation, ...account]);
  }

  static override async of(...programs: Program[]): Promise<PeopleWorld> {
    const world = new PeopleWorld(new InMemoryPrograms(...(programs.length > 0 ? programs : [aProgram()])));
    await world.open();
    return world;
  }

  /** The organization invites somebody, or invites them again. */
  async invite(change: Partial<InviteeView> = {}, event = newId()): Promise<InviteeView> {
    const before = this.invitees.known.get(change.memberId ?? memberId);
    const invitee = anInvitee({ ...before, invited: true, count: (before?.count ?? 0) + 1, ...change });
    this.invitees.known.set(invitee.memberId, invitee);
    await this.tell({ id: event, type: MemberInvited.type, data: invitee });
    return invitee;
  }

  /** The organization deactivates somebody who never came. */
  async deactivate(member = memberId): Promise<void> {
    const invitee = this.invitees.known.get(member);
    if (invitee) this.invitees.known.set(member, { ...invitee, invited: false });
    await this.standing('deactivated', member);
  }

  standing(status: string, member = memberId, event = newId()): Promise<void> {
    const data = { memberId: member, organizationId, status };
    return this.tell({ id: event, type: MemberStandingChanged.type, data });
  }

  /** Invited, and the mail has come. */
  async invited(change: Partial<InviteeView> = {}): Promise<string> {
    await this.invite(change);
    await this.settle();
    return this.mailedToken;
  }

  /** What the newest mail of an invitation carries. */
  get mailedToken(): string {
    return this.mails.last(mailed)?.secret ?? '';
  }

  /** Runs everything that follows, the organization's part too, until nothing is left to do. */
  override async settle(): Promise<void> {
    do await super.settle();
    while (await this.takeIn());
  }

  async begun(token: string): Promise<Flow> {
    const { id, flowToken = '' } = await this.come.open(token);
    return { registrationId: id, flowToken };
  }

  /** The parts that a registration by invitation needs. */
  come = {
    open: (token: string, id = newId()) => this.start({ invitation: token }, id),
    terms: (flow: Flow, accepted: unknown = boxes, id = newId()) =>
      this.step('AcceptTerms', from(AcceptTerms, { ...bearer(flow), accepted }), id),
    account: (flow: Flow, change: object = {}, id = newId()) =>
      this.step('EnterAccount', from(EnterAccount, { ...bearer(flow), ...namesAndPhone, ...change }), id),
    send: (flow: Flow, id = newId()) =>
      this.step('SendRegistrationPasscode', from(SendRegistrationPasscode, { ...bearer(flow), channel: 'sms' }), id),
    verify: (flow: Flow, code = this.passcodes.digits, id = newId()) =>
      this.step('VerifyRegistrationPasscode', from(VerifyRegistrationPasscode, { ...bearer(flow), code }), id),
  };

  start(fields: object, id = newId()): Promise<RegistrationStepView> {
    const message = from(StartRegistration, { program: 'test-plan', ...fields }, { kind: 'anonymous' });
    return this.step('StartRegistration', message, id);
  }

  /** A flow that stands at its passcode, which was sent. */
  async atPasscode(token: string): Promise<Flow> {
    const flow = await this.begun(token);
    await this.come.terms(flow);
    await this.come.account(flow);
    await this.come.send(flow);
    return flow;
  }

  /** Every step of an invited person. */
  async registered(token: string): Promise<Flow> {
    const flow = await this.atPasscode(token);
    await this.come.verify(flow);
    return flow;
  }

  accept(invitationId: string, userId = aPerson().id, id = newId()): Promise<AcceptedInvitationView> {
    const message = from(AcceptInvitation, { invitationId }, { kind: 'user', userId });
    return this.send(this.handler('AcceptInvitation'), message, id);
  }

  /** Types of what was told, in order within each aggregate. */
  facts(about: string): string[] {
    return this.told.map(({ type }) => type.split('.')[2] ?? '').filter((fact) => fact.includes(about));
  }

  protected override get told(): Envelope[] {
    const registering = [...this.invitations.outbox, ...this.registrations.outbox, ...this.letterTokens.outbox];
    return [...super.told, ...registering];
  }

  protected override ports(): Provider[] {
    const given: [unknown, unknown][] = [
      [Invitations, this.invitations],
      [Invitees, this.invitees],
      [RegistrationTokens, this.letterTokens],
      [OrganizationsOnFile, new PlayedOrganizations()],
      [LetterPrinter, new LetterBox()],
      [Accounts, new StoredAccounts(this.users)],
      [CommandBus, { execute: (message: never) => this.executed(message) }],
    ];
    const pages = { provide: RegistrationPages, useClass: StoredRegistrationPages };
    return [...super.ports(), pages, ...given.map(([provide, useValue]) => ({ provide, useValue }) as Provider)];
  }

  private executed(message: never): Promise<unknown> {
    return asCommand(newId(), this.get(ExpireInvitationHandler), message);
  }

  private step(name: string, message: object, id: string): Promise<RegistrationStepView> {
    return this.send<object, RegistrationStepView>(this.handler(name), message, id);
  }

  /** Answers acceptances as the organization does: once for each member, and not for those it no longer invites. */
  private async takeIn(): Promise<boolean> {
    const accepted = this.told.filter(({ type }) => type === InvitationAccepted.type);
    const news = accepted.map(({ data }) => data as InvitationAccepted).filter((one) => !this.joined.has(one.memberId));
    for (const { memberId: member, userId, registrationId } of news) {
      this.joined.add(member);
      const invitee = this.invitees.known.get(member);
      if (!invitee?.invited) continue;
      this.invitees.known.set(member, { ...invitee, invited: false });
      const data = { ...invitee, userId, registrationId };
      await inContext(undefined, () => this.tell({ id: newId(), type: MemberJoined.type, data }));
      await this.standing('active', member);
    }
    return news.length > 0;
  }
}

const bearer = ({ registrationId, flowToken }: Flow): Flow => ({ registrationId, flowToken });
