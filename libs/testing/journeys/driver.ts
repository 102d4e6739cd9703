import { randomUUID } from 'node:crypto';
import type { Answer, Ask, Sent, World } from '../src/index.js';
import { pack } from './packs.js';
import { type OrganizationOnFile, type Person, aPerson } from './people.js';

export interface Document {
  id: string;
  version: string;
  title: string;
  text: string;
  boxes: { id: string; text: string }[];
}

export interface Step {
  id: string;
  flow: string;
  step: string;
  status: string;
  flowToken?: string;
  document?: Document;
  message?: string;
}

export interface Problem {
  code: string;
  status: number;
  title: string;
  errors?: { pointer: string; code: string; message: string }[];
}

export interface SignedIn {
  next: string;
  sessionToken: string;
  organizations: { organizationId: string; name: string; kinds: string[]; orgRole: string }[];
}

export interface Issued {
  id: string;
  status: string;
  expiresAt: string;
  /** The token in clear, as the letter carries it. */
  secret: string;
}

/** Who takes the steps of a registration; an invited person names no organization. */
export interface Applicant {
  person: Person;
  organization?: OrganizationOnFile;
}

/** Walks the HTTP contract as a person or a staff member would; refusals come back as answers. */
export class Driver {
  #ops?: string;

  constructor(readonly world: World) {}

  post<T = Record<string, unknown>>(path: string, body: unknown = {}, bearer?: string): Promise<Answer<T>> {
    const headers = { 'idempotency-key': randomUUID() };
    return this.world.http<T>(path, { body, bearer, headers });
  }

  ask<T = Record<string, unknown>>(path: string, ask: Ask = {}): Promise<Answer<T>> {
    return this.world.http<T>(path, ask);
  }

  get<T = Record<string, unknown>>(path: string, bearer?: string): Promise<Answer<T>> {
    return this.world.http<T>(path, { bearer });
  }

  /** Session of a member of the department's staff; made once per world. */
  async ops(): Promise<string> {
    if (this.#ops) return this.#ops;
    const staff = aPerson({ firstName: 'Ops' });
    await this.world.addStaff({ email: staff.email, roles: ['ops'] });
    await this.setPassword(staff);
    this.#ops = (await this.signIn(staff)).body.sessionToken;
    return this.#ops;
  }

  /** Forgets the staff session, e.g. after the clock was moved past its end. */
  forgetOps(): void {
    this.#ops = undefined;
  }

  async issue(organization: OrganizationOnFile): Promise<Issued> {
    const issued = await this.post<Issued>(
      '/ops/registration-tokens',
      { program: this.world.program, organization },
      await this.ops(),
    );
    if (issued.status !== 201) throw new Error(`issuing answered ${issued.status}: ${issued.text}`);
    return { ...issued.body, secret: await this.letterOf(issued.body.id) };
  }

  async letterOf(tokenId: string): Promise<string> {
    return (await this.world.sent({ kind: 'letter', about: tokenId }))[0]?.secret ?? '';
  }

  start(token: string, email: string): Promise<Answer<Step>> {
    return this.post<Step>('/registrations', { program: this.world.program, email, token });
  }

  /** Asks for a passcode and answers its six digits. */
  async passcode(path: string, to: { phone: string; bearer: string; body?: object }): Promise<string> {
    const before = (await this.world.outbox({ kind: 'sms', to: to.phone })).length;
    const asked = await this.post(`${path}/otp`, { channel: 'sms', ...to.body }, to.bearer);
    if (asked.status !== 202) throw new Error(`the passcode was refused with ${asked.status}: ${asked.text}`);
    return codeIn((await this.world.sent({ kind: 'sms', to: to.phone }, before + 1))[0]);
  }

  /** Does the present step of a registration as a person would. */
  async take(at: Step, { person, organization }: Applicant): Promise<Answer<Step>> {
    const path = `/registrations/${at.id}`;
    const bearer = at.flowToken ?? '';
    const accepted = at.document?.boxes.map(({ id }) => id) ?? [];
    if (at.step === 'otp') {
      const code = await this.passcode(path, { phone: person.mobilePhone, bearer });
      return this.post(`${path}/otp/verify`, { code }, bearer);
    }
    const account = at.flow === 'register-user' ? namesOf(person) : accountOf(person, organization);
    const body = at.step === 'account' ? account : { accepted };
    return this.post(`${path}/${at.step}`, body, bearer);
  }

  /** Goes on until the registration stands at `step`. */
  async until(step: string, begun: Step, who: Applicant): Promise<Step> {
    let at = begun;
    while (at.step !== step) {
      const answer = await this.take(at, who);
      if (answer.status >= 300) throw new Error(`step ${at.step} answered ${answer.status}: ${answer.text}`);
      at = { ...answer.body, flowToken: begun.flowToken };
    }
    return at;
  }

  /** From an issued token to a membership. */
  async register(person: Person, organization: OrganizationOnFile): Promise<Step> {
    const { secret } = await this.issue(organization);
    const begun = await this.start(secret, person.email);
    if (begun.status !== 201) throw new Error(`the registration was refused with ${begun.status}: ${begun.text}`);
    return this.provisioned(await this.until('complete', begun.body, { person, organization }));
  }

  /** Waits until the membership of a completed registration exists. */
  provisioned(at: Step): Promise<Step> {
    const look = async (): Promise<Step | undefined> => {
      const { body } = await this.get<Step>(`/registrations/${at.id}`, at.flowToken);
      return body.status === 'complete' ? { ...body, flowToken: at.flowToken } : undefined;
    };
    return this.world.eventually(look, `registration ${at.id} to be provisioned`);
  }

  /** The mails to an address that carry a link to a password, newest first. */
  async linkMails(email: string): Promise<Sent[]> {
    const { path } = pack(this.world.program).passwordLink;
    return (await this.world.outbox({ kind: 'mail', to: email })).filter(
      ({ secret, links }) => secret && leads(links, path),
    );
  }

  /** Opens the newest mailed link, the `nth` of this person, and proves the phone; answers the link's path and bearer. */
  async provenLink(person: Person, nth = 1): Promise<{ path: string; bearer: string }> {
    const links = await this.world.eventually(async () => {
      const found = await this.linkMails(person.email);
      return found.length >= nth ? found : undefined;
    }, `link mail ${nth} to ${person.email}`);
    const opened = await this.post<{ id: string; flowToken: string; phoneNeeded?: boolean }>('/password-links/open', {
      token: links[0]?.secret,
    });
    if (opened.status !== 200) throw new Error(`the link was refused with ${opened.status}: ${opened.text}`);
    const path = `/password-links/${opened.body.id}`;
    const bearer = opened.body.flowToken;
    const body = opened.body.phoneNeeded ? { mobilePhone: person.mobilePhone } : {};
    const code = await this.passcode(path, { phone: person.mobilePhone, bearer, body });
    const proven = await this.post(`${path}/otp/verify`, { code }, bearer);
    if (proven.status !== 200) throw new Error(`the passcode was refused with ${proven.status}: ${proven.text}`);
    return { path, bearer };
  }

  async setPassword(person: Person, nth = 1): Promise<Answer<{ status: string; message: string }>> {
    const { path, bearer } = await this.provenLink(person, nth);
    const set = await this.post<{ status: string; message: string }>(
      `${path}/password`,
      { password: person.password },
      bearer,
    );
    if (set.status !== 200) throw new Error(`the password was refused with ${set.status}: ${set.text}`);
    return set;
  }

  signIn({ email, password }: Pick<Person, 'email' | 'password'>): Promise<Answer<SignedIn>> {
    return this.post<SignedIn>('/login/password', { email, password });
  }

  /** A person with a password who administers one organization, signed in. */
  async admin(
    organization: OrganizationOnFile,
    person = aPerson(),
  ): Promise<{ person: Person; session: string; organizationId: string }> {
    await this.register(person, organization);
    await this.setPassword(person);
    const { body } = await this.signIn(person);
    return { person, session: body.sessionToken, organizationId: body.organizations[0]?.organizationId ?? '' };
  }
}

const namesOf = ({ firstName, lastName, mobilePhone }: Person) => ({ firstName, lastName, mobilePhone });

export const accountOf = (person: Person, on?: OrganizationOnFile) => ({
  email: person.email,
  ...namesOf(person),
  taxIdType: on?.taxIdType,
  taxId: on?.taxId,
  payToZip: on?.payTo.zip,
  contactEmail: on?.contactEmail,
});

const leads = (links: string[], path: string): boolean => links.some((link) => new URL(link).pathname === path);

/** The six digits at the end of a sent passcode. */
export const codeIn = (sent: Sent | undefined): string => /(\d{6})\D*$/.exec(sent?.secret ?? '')?.[1] ?? '';
