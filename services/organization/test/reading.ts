import type { NpiGrant, TypeGrant } from '@portico/access';
import { type Query, validated } from '@portico/contracts';
import { type Actor, idFrom, StoppedClock } from '@portico/kernel';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { Gate, type Programs } from '@portico/program';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { MongoAccessRequests } from '../src/adapters/mongo.access-requests.js';
import { MongoDecisions } from '../src/adapters/mongo.decisions.js';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { MongoOrganizations } from '../src/adapters/mongo.organizations.js';
import { Member, memberIdOf, type MemberState } from '../src/domain/member.js';
import { onFileOf } from '../src/domain/on-file.js';
import { Organization } from '../src/domain/organization.js';
import { ExplainPermissionHandler } from '../src/reads/explain-permission.js';
import { FindOrganizationsHandler } from '../src/reads/find-organizations.js';
import { GetDecisionHandler } from '../src/reads/get-decision.js';
import { GetDomainsHandler } from '../src/reads/get-domains.js';
import { GetEnrollmentHandler } from '../src/reads/get-enrollment.js';
import { GetMembershipsHandler } from '../src/reads/get-memberships.js';
import { GetOrganizationHandler } from '../src/reads/get-organization.js';
import { GetOwnRightsHandler } from '../src/reads/get-own-rights.js';
import { GetPermissionsHandler } from '../src/reads/get-permissions.js';
import { GetUserHandler } from '../src/reads/get-user.js';
import { ListAccessRequestsHandler } from '../src/reads/list-access-requests.js';
import { ListUsersHandler } from '../src/reads/list-users.js';
import { Named } from '../src/reads/named.js';
import { Places } from '../src/reads/places.js';
import { aClaim, aFounder, aMember, aNpi, npiFrom, prints, today, toldOnFile } from './builders.js';
import { from, person } from './work.js';

export const user = (name: string): string => idFrom('user', name);

export const program = aProgram({ id: 'medi-cal', publicMailDomains: ['mail.example'] });

export const npiGrant = (npi: string, change: Partial<NpiGrant> = {}): NpiGrant => ({
  ...{ npi, level: 'processor', by: idFrom('member', 'anna'), at: today.toISOString() },
  ...change,
});
export const typeGrant = (npi: string, ...types: string[]): TypeGrant => ({
  ...{ npi, types, by: idFrom('member', 'anna'), at: today.toISOString() },
});

type Handler<Q, R> = { execute(query: Q): Promise<R> };
type Asked = { actor: Actor };

/** The reads on a database of their own, with organizations and members as the use cases leave them. */
export class Reading {
  readonly clock = new StoppedClock(today);
  readonly organizations: MongoOrganizations;
  readonly members: MongoMembers;
  readonly requests: MongoAccessRequests;
  readonly decisions: MongoDecisions;
  #made = 0;

  private constructor(
    readonly mongo: Mongo,
    readonly programs: Programs,
  ) {
    this.organizations = new MongoOrganizations(mongo);
    this.members = new MongoMembers(mongo);
    this.requests = new MongoAccessRequests(mongo);
    this.decisions = new MongoDecisions(mongo);
  }

  static async start(programs: Programs = new InMemoryPrograms(program)): Promise<Reading> {
    const reading = new Reading(await aMongo(), programs);
    await reading.mongo.onModuleInit();
    return reading;
  }

  stop(): Promise<void> {
    return dropMongo(this.mongo);
  }

  /** An organization on file with two NPIs, claimed by this person if one is named; their own record comes later. */
  async organization(legalName: string, admin?: string, emailDomain = 'sunrise-clinic.example'): Promise<Organization> {
    this.#made += 1;
    const npis = [aNpi(npiFrom(123_000_000 + this.#made)), aNpi(npiFrom(124_000_000 + this.#made))];
    const onFile = onFileOf(toldOnFile({ legalName, npis, taxId: `12${String(this.#made).padStart(7, '0')}` }));
    const taxIdPrint = prints.of({ type: 'EIN', digits: onFile.taxId });
    const organization = Organization.enroll({ program: 'medi-cal', taxIdPrint, onFile });
    if (admin) organization.claim(aClaim(legalName, admin, { emailDomain }));
    await this.organizations.save(organization);
    return organization;
  }

  /** A member of the organization: active and without any permission unless told otherwise. */
  async member(organization: Organization, name: string, change: Partial<MemberState> = {}): Promise<Member> {
    const member = this.#memberOf(organization, name, change);
    await this.members.save(member);
    return member;
  }

  /** Many of them by one command, as they lie in the collection; without phones, which would lie there sealed. */
  async crowd(organization: Organization, names: readonly string[]): Promise<void> {
    const lying = names.map((name) => {
      const { id: _id, mobilePhone: _, ...state } = this.#memberOf(organization, name, {}).state;
      return { ...state, _id, version: 1, outbox: [], handled: [] };
    });
    await this.members.collection.insertMany(lying);
  }

  #memberOf({ id: organizationId }: Organization, name: string, change: Partial<MemberState>): Member {
    const memberId = change.memberId ?? memberIdOf(organizationId, user(name));
    const begun = change.orgRole === 'admin' ? aFounder(name) : aMember(name);
    const place = { id: `${organizationId}|${memberId}`, organizationId, memberId, emailPrint: memberId };
    return new Member({ ...begun.state, ...place, userId: user(name), ...change });
  }

  /** The person with this organization in view. */
  inView({ id: organizationId }: Organization, name: string): Actor {
    return person(user(name), { organizationId, memberId: memberIdOf(organizationId, user(name)) });
  }

  /** Asks as the transport does; the handler is told by the query. */
  ask<R>(type: new () => Query<R>, fields: object, actor: Actor): Promise<R> {
    const handler = this.#handlers[type.name] as Handler<Query<R> & Asked, R>;
    return handler.execute(from(validated(type, fields), actor));
  }

  /** How many commands a read sends to the database. */
  async commandsOf(read: () => Promise<unknown>): Promise<number> {
    const before = this.mongo.commands.total;
    await read();
    return this.mongo.commands.total - before;
  }

  get #handlers(): Record<string, object> {
    const { organizations, members, programs, clock, requests } = this;
    const places = new Places(organizations);
    const gate = new Gate(programs, clock);
    const named = new Named(members, programs);
    return {
      GetOrganization: new GetOrganizationHandler(places, organizations, gate),
      GetDomains: new GetDomainsHandler(places, gate, programs),
      GetMemberships: new GetMembershipsHandler(organizations, members, gate, programs, clock),
      GetEnrollment: new GetEnrollmentHandler(organizations),
      ListUsers: new ListUsersHandler(members, places, gate, clock),
      GetUser: new GetUserHandler(places, members, gate, programs, clock),
      GetPermissions: new GetPermissionsHandler(places, gate, programs, clock),
      GetOwnRights: new GetOwnRightsHandler(places, gate, programs, clock),
      ExplainPermission: new ExplainPermissionHandler(places, named, gate),
      GetDecision: new GetDecisionHandler(places, named, gate, clock),
      FindOrganizations: new FindOrganizationsHandler(organizations),
      ListAccessRequests: new ListAccessRequestsHandler(requests, places, gate),
    };
  }
}
