import { type MessageType, type UserChangedView, validated } from '@portico/contracts';
import { idFrom, newId, StoppedClock } from '@portico/kernel';
import { Gate } from '@portico/program';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { ShownUserViews } from '../src/adapters/shown.user-views.js';
import { Member, type MemberState, memberIdOf, memberKeyOf } from '../src/domain/member.js';
import type { Members } from '../src/domain/members.js';
import { onFileOf } from '../src/domain/on-file.js';
import { Organization } from '../src/domain/organization.js';
import type { Organizations } from '../src/domain/organizations.js';
import type { PeopleAtHand } from '../src/domain/people-at-hand.js';
import { newDomain } from '../src/domain/roster.js';
import { AddUserHandler } from '../src/use-cases/add-user.js';
import { CorrespondenceGrants } from '../src/use-cases/correspondence-grants.js';
import { DeactivateUserHandler } from '../src/use-cases/deactivate-user.js';
import { Desks } from '../src/use-cases/desks.js';
import { Newcomers } from '../src/use-cases/newcomers.js';
import { OnMemberDeactivated } from '../src/use-cases/on-member-deactivated.js';
import { OnMemberInvited } from '../src/use-cases/on-member-invited.js';
import { OnMemberJoined } from '../src/use-cases/on-member-joined.js';
import { OnRosterChanged } from '../src/use-cases/on-roster-changed.js';
import { ReactivateUserHandler } from '../src/use-cases/reactivate-user.js';
import { ReissueInvitationHandler } from '../src/use-cases/reissue-invitation.js';
import { RemoveDomainHandler } from '../src/use-cases/remove-domain.js';
import { RosterChanges } from '../src/use-cases/roster-changes.js';
import { SetCorrespondencePermissionsHandler } from '../src/use-cases/set-correspondence-permissions.js';
import { SetCorrespondencePermissionsInBulkHandler } from '../src/use-cases/set-correspondence-permissions-in-bulk.js';
import { SetNpiPermissionsHandler } from '../src/use-cases/set-npi-permissions.js';
import { SetOrganizationPermissionHandler } from '../src/use-cases/set-organization-permission.js';
import { UserChanges } from '../src/use-cases/user-changes.js';
import { aClaim, deed, prints, today, toldOnFile } from './builders.js';
import { type Again, asCommand, from, type Once, person } from './work.js';

/** What an office stands on: in memory, or a real server. */
export interface Stores {
  organizations: Organizations;
  members: Members;
  people: PeopleAtHand;
}

export interface Sent {
  /** Name of the person; who set the organization up unless told. */
  as?: string;
  /** Of the command: the same again is a repeat. */
  id?: string;
  organizationId?: string;
}

export const domain = 'sunrise-clinic.example';
export const emailOf = (name: string, at = domain): string => `${name}@${at}`;
export const program = aProgram({ id: 'medi-cal', publicMailDomains: ['mail.example'] });

let made = 0;

/** The commands on people, on one organization that Maria set up; sessions are as many as `sessions` says. */
export class Office {
  readonly clock = new StoppedClock(today);
  readonly sessions = new Map<string, number>();
  readonly organizationId: string;
  readonly desks: Desks;
  readonly rosters: RosterChanges;
  readonly #handlers: Record<string, { execute(message: never): Promise<unknown> }>;
  readonly #seated = new Map<string, string>();

  private constructor(
    readonly stores: Stores,
    readonly founding: Organization,
    private readonly again?: Again,
  ) {
    this.organizationId = founding.id;
    const { organizations, members, people } = stores;
    const programs = new InMemoryPrograms(program);
    const views = new ShownUserViews();
    const emailPrints = { of: (email: string) => idFrom('print', email) };
    const sessions = { count: async (userId: string) => this.sessions.get(userId) };
    const changes = new UserChanges(members, views);
    this.desks = new Desks(organizations, people, new Gate(programs, this.clock), programs, this.clock);
    this.rosters = new RosterChanges(organizations, members, people, sessions, changes, views);
    const newcomers = new Newcomers(this.desks, organizations, members, emailPrints, views);
    const grants = new CorrespondenceGrants(changes);
    this.#handlers = {
      AddUser: new AddUserHandler(this.desks, newcomers),
      ReissueInvitation: new ReissueInvitationHandler(this.desks, members, views),
      SetNpiPermissions: new SetNpiPermissionsHandler(this.desks, changes),
      SetCorrespondencePermissions: new SetCorrespondencePermissionsHandler(this.desks, grants),
      SetCorrespondencePermissionsInBulk: new SetCorrespondencePermissionsInBulkHandler(this.desks, grants),
      SetOrganizationPermission: new SetOrganizationPermissionHandler(this.desks, this.rosters),
      DeactivateUser: new DeactivateUserHandler(this.desks, this.rosters),
      ReactivateUser: new ReactivateUserHandler(this.desks, this.rosters),
      RemoveDomain: new RemoveDomainHandler(this.desks, organizations),
    };
  }

  /** An organization with this many NPIs, that Maria set up. */
  static async open(stores: Stores, npis = toldOnFile().npis, again?: Again): Promise<Office> {
    made += 1;
    const onFile = onFileOf(toldOnFile({ npis, taxId: `12${String(made).padStart(7, '0')}` }));
    const organization = Organization.enroll({
      program: 'medi-cal',
      taxIdPrint: prints.of({ type: 'EIN', digits: onFile.taxId }),
      onFile,
    });
    organization.claim(aClaim('first', 'maria', { emailDomain: domain }));
    await stores.organizations.save(organization);
    const office = new Office(stores, organization, again);
    const place = { ...office.place, userId: idFrom('user', 'maria'), emailDomain: domain, roster: 1 };
    await stores.members.save(Member.found(place, deed()));
    return office;
  }

  get place() {
    const { id: organizationId, legalName: organizationName, program: programId, kinds } = this.founding.state;
    return { organizationId, organizationName, program: programId, kinds };
  }

  /** The id of who set the organization up, or of who was seated here. */
  idOf(name: string): string {
    return this.#seated.get(name) ?? memberIdOf(this.organizationId, idFrom('user', name));
  }

  /** An active member, as the commands and reactions leave one. */
  async join(name: string, change: Partial<MemberState> = {}, at = domain): Promise<string> {
    const { organizations, members } = this.stores;
    const { orgRole = 'none' } = change;
    const email = emailOf(name, at);
    const invitee = { ...this.place, person: { email, emailPrint: idFrom('print', email), firstName: name } };
    const organization = await this.organization();
    const member = Member.invite({ ...invitee, roster: organization.version + 1 }, deed());
    const userId = idFrom('user', name);
    const account = change.status === 'invited' ? {} : { userId };
    const seat = { memberId: member.memberId, ...account, domain: at, orgRole };
    const admission = { by: this.idOf('maria'), at: today, confirmed: true, otherwise: newDomain };
    organization.admit(seat, admission);
    if (change.status === 'deactivated') organization.dismiss(seat.memberId, { by: admission.by, cause: 'admin' });
    await organizations.save(organization);
    member.accept({ userId }, deed());
    if (orgRole !== 'none') member.setRole(orgRole, deed());
    await members.save(new Member({ ...member.state, ...change }));
    this.#seated.set(name, member.memberId);
    return member.memberId;
  }

  async organization(): Promise<Organization> {
    const found = await this.stores.organizations.get(this.organizationId);
    if (!found) throw new Error('the organization is gone');
    return found;
  }

  async member(memberId: string): Promise<Member | undefined> {
    return this.stores.members.get(memberKeyOf(this.organizationId, memberId));
  }

  async state(memberId: string): Promise<MemberState> {
    const member = await this.member(memberId);
    if (!member) throw new Error(`there is no member ${memberId}`);
    return member.state;
  }

  /** Carries out a command as the transport does; the organization in view is this one. */
  ask<R = UserChangedView>(
    type: MessageType,
    body: object,
    { as = 'maria', id = newId(), organizationId }: Sent = {},
  ): Promise<R> {
    const handler = this.#handlers[type.name];
    if (!handler) throw new Error(`nobody answers ${type.name}`);
    const inView = { organizationId: this.organizationId, memberId: this.idOf(as), program: 'medi-cal' };
    const actor = person(idFrom('user', as), inView);
    const asked = { organizationId: organizationId ?? this.organizationId, ...body };
    const message = () => from(validated(type, structuredClone(asked)), actor);
    return this.carryOut({ id, bodyHash: type.name }, () => handler.execute(message() as never)) as Promise<R>;
  }

  /** Work under a command's id, done again after a lost race. */
  carryOut<T>(once: Once<T>, work: () => Promise<T>): Promise<T | undefined> {
    return asCommand(once, work, this.again);
  }

  /** The reactions to this service's own facts, each of which comes when the test says so. */
  get reactions() {
    return {
      RosterChanged: new OnRosterChanged(this.desks, this.rosters),
      MemberInvited: new OnMemberInvited(this.stores.organizations, this.desks, this.rosters),
      MemberDeactivated: new OnMemberDeactivated(this.desks, this.stores.organizations),
      MemberJoined: new OnMemberJoined(this.stores.organizations),
    };
  }
}
