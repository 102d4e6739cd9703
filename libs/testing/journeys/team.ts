import type { Answer, Sent } from '../src/index.js';
import type { Driver, SignedIn, Step } from './driver.js';
import { pack } from './packs.js';
import { aPerson, type Person } from './people.js';

export interface Effect {
  kind: string;
  userId?: string;
  npi?: string;
  domain?: string;
  template?: string;
  code?: string;
  count?: number;
}

export interface User {
  id: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  status: string;
  orgRole: string;
  accountId?: string;
  npiPermissions: { npi: string; level: string }[];
  correspondencePermissions: { npi: string; types: { id: string; name: string }[] }[];
  organizationPermission: string;
  actions: string[];
  version: string;
  effects?: Effect[];
}

/** A member of an organization, signed in. */
export interface Colleague {
  person: Person;
  user: User;
  session: string;
}

/** One organization and the people in it, as its Org Admin runs it over HTTP. */
export class Team {
  constructor(
    readonly driver: Driver,
    readonly organizationId: string,
    /** Bearer of the Org Admin's session. */
    public admin: string,
  ) {}

  path(rest = ''): string {
    return `/organizations/${this.organizationId}${rest}`;
  }

  add(person: Person, part: object = {}, bearer = this.admin): Promise<Answer<User>> {
    const { email, firstName, lastName, mobilePhone } = person;
    const body = { email, firstName, lastName, mobilePhone, confirmNewDomain: true, ...part };
    return this.driver.post<User>(this.path('/users'), body, bearer);
  }

  async invite(person = aPerson()): Promise<User> {
    return must(await this.add(person), 201, 'the invitation');
  }

  async user(userId: string, bearer = this.admin): Promise<User> {
    return must(await this.driver.get<User>(this.path(`/users/${userId}`), bearer), 200, 'the user');
  }

  /** The mail of the `nth` invitation to this address. */
  async invitationMail({ email }: Person, nth = 1): Promise<Sent> {
    const { path } = pack(this.driver.world.program).invitation;
    const look = async (): Promise<Sent | undefined> => {
      const mails = await this.driver.world.outbox({ kind: 'mail', to: email });
      const invitations = mails.filter(
        ({ links, secret }) => secret && links.some((link) => new URL(link).pathname === path),
      );
      return invitations.length >= nth ? invitations[0] : undefined;
    };
    return this.driver.world.eventually(look, `invitation ${nth} to ${email}`);
  }

  open(invitation: string): Promise<Answer<Step>> {
    return this.driver.post<Step>('/registrations', { program: this.driver.world.program, invitation });
  }

  /** From the mailed invitation to an account with a password. */
  async register(person: Person): Promise<void> {
    const begun = must(await this.open((await this.invitationMail(person)).secret), 201, 'the registration');
    await this.driver.provisioned(await this.driver.until('complete', begun, { person }));
    await this.driver.setPassword(person);
  }

  /** Somebody who was invited, registered and signed in. */
  async colleague(person = aPerson()): Promise<Colleague> {
    const { id } = await this.invite(person);
    await this.register(person);
    const session = await this.signIn(person);
    return { person, user: await this.user(id), session };
  }

  /** Signs in, with this organization in view. */
  async signIn(person: Person): Promise<string> {
    const { sessionToken } = must<SignedIn>(await this.driver.signIn(person), 200, 'the sign-in');
    const chosen = await this.driver.ask('/session/organization', {
      method: 'PUT',
      body: { organizationId: this.organizationId },
      bearer: sessionToken,
    });
    must(chosen, 200, 'the choice of an organization');
    return sessionToken;
  }

  put<T = User>(userId: string, what: string, body: object, bearer = this.admin): Promise<Answer<T>> {
    return this.driver.ask<T>(this.path(`/users/${userId}/${what}`), { method: 'PUT', body, bearer });
  }

  async level(userId: string, npi: string, level: string): Promise<User> {
    return must(await this.put(userId, 'npi-permissions', { assignments: [{ npi, level }] }), 200, 'the level');
  }

  async types(userId: string, npi: string, types: string[]): Promise<User> {
    return must(await this.put(userId, 'correspondence-permissions', { grants: [{ npi, types }] }), 200, 'the types');
  }

  async organizationLevel(userId: string, level: string): Promise<User> {
    return must(await this.put(userId, 'organization-permission', { level }), 200, 'the organization level');
  }

  deactivate(userId: string, bearer = this.admin, query = ''): Promise<Answer<User>> {
    return this.driver.post<User>(this.path(`/users/${userId}/deactivation${query}`), {}, bearer);
  }

  reactivate(userId: string, body: object = {}): Promise<Answer<User>> {
    return this.driver.post<User>(this.path(`/users/${userId}/reactivation`), body, this.admin);
  }

  /** Proves a passcode in a session; answers its new bearer. */
  async strengthen({ person, session }: { person: Person; session: string }): Promise<string> {
    const code = await this.driver.passcode('/session', { phone: person.mobilePhone, bearer: session });
    const proven = await this.driver.post<SignedIn>('/session/otp/verify', { code }, session);
    return must(proven, 200, 'the passcode').sessionToken;
  }
}

export function must<T>(answer: Answer<T>, status: number, what: string): T {
  if (answer.status !== status) throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}
