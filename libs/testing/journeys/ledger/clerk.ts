import type { Answer } from '../../src/index.js';
import { aPerson, type Person } from '../people.js';
import type { Asked } from './patient.js';
import type { Office } from './registrar.js';

/** One organization before the faults begin: set up, its Org Admin signed in with a fresh passcode. */
export interface Desk {
  organizationId: string;
  admin: string;
  npis: readonly string[];
  types: readonly string[];
}

/** What an acknowledged user must be in the end. */
export interface Expected {
  person: Person;
  status: 'invited' | 'deactivated';
  levels: Map<string, string>;
  types: Map<string, string[]>;
  orgRole: string;
  /** Invitations that were asked for. */
  invitations: number;
}

/** Everything that was acknowledged at one desk: what the platform is held to. */
export interface Book {
  desk: Desk;
  acknowledged: number;
  users: Map<string, Expected>;
  /** By NPI. */
  reveals: Map<string, number>;
  resets: Map<string, number>;
}

const levels = ['admin', 'processor', 'none'];
/** How many of a hundred acknowledged commands are sent a second time. */
const replayed = 15;

/** The Org Admin of one organization at work, one command after the other, whatever dies meanwhile. */
export class Clerk {
  readonly book: Book;
  readonly #duties = [
    { share: 22, work: () => this.#invite() },
    { share: 34, work: () => this.#setLevel() },
    { share: 12, work: () => this.#setTypes() },
    { share: 6, work: () => this.#setOrganizationLevel() },
    { share: 12, work: () => this.#comeOrGo() },
    { share: 10, work: () => this.#reveal() },
    { share: 4, work: () => this.#reset() },
  ];

  constructor(
    private readonly office: Office,
    desk: Desk,
  ) {
    this.book = { desk, acknowledged: 0, users: new Map(), reveals: new Map(), resets: new Map() };
  }

  async work(commands: number): Promise<Book> {
    await this.#invite();
    while (this.book.acknowledged < commands) await this.#anyDuty();
    return this.book;
  }

  async #anyDuty(): Promise<void> {
    let at = this.office.chance.below(100);
    const duty = this.#duties.find(({ share }) => (at -= share) < 0);
    await duty?.work();
  }

  async #invite(): Promise<void> {
    const person = aPerson();
    const { email, firstName, lastName, mobilePhone } = person;
    const body = { email, firstName, lastName, mobilePhone, confirmNewDomain: true };
    const { id } = await this.#done<{ id: string }>({ path: this.#path('/users'), body });
    const nothing = { levels: new Map(), types: new Map(), orgRole: 'none' };
    this.book.users.set(id, { person, status: 'invited', invitations: 1, ...nothing });
  }

  async #setLevel(): Promise<void> {
    const [id, user] = this.#anyUser();
    const [npi, level] = [this.#any(this.book.desk.npis), this.#any(levels)];
    await this.#put(id, 'npi-permissions', { assignments: [{ npi, level }] });
    user.levels.set(npi, level);
    if (level === 'none') user.types.delete(npi);
  }

  async #setTypes(): Promise<void> {
    const [id, user] = this.#anyUser();
    const held = [...user.levels].filter(([, level]) => level !== 'none').map(([npi]) => npi);
    if (held.length === 0) return;
    const [npi, types] = [this.#any(held), [this.#any(this.book.desk.types)]];
    await this.#put(id, 'correspondence-permissions', { grants: [{ npi, types }] });
    user.types.set(npi, types);
  }

  async #setOrganizationLevel(): Promise<void> {
    const [id, user] = this.#anyUser();
    const level = this.#any(['processor', 'none']);
    await this.#put(id, 'organization-permission', { level });
    user.orgRole = level;
  }

  /** Whoever never joined is invited anew when they come back. */
  async #comeOrGo(): Promise<void> {
    const [id, user] = this.#anyUser();
    const isHere = user.status === 'invited';
    const what = isHere ? 'deactivation' : 'reactivation';
    await this.#done({ path: this.#path(`/users/${id}/${what}`), body: isHere ? {} : { confirmDomain: true } });
    user.status = isHere ? 'deactivated' : 'invited';
    if (!isHere) user.invitations += 1;
  }

  async #reveal(): Promise<void> {
    const npi = this.#any(this.book.desk.npis);
    const { pin } = await this.#done<{ pin: string }>({ path: `/npis/${npi}/pin/reveals`, body: {} });
    if (!/^\d+$/.test(pin)) throw new Error(`the PIN of ${npi} is ${pin}`);
    this.#count(this.book.reveals, npi);
  }

  /** Once a day: the second one of an NPI is refused, and that is an answer too. */
  async #reset(): Promise<void> {
    const npi = this.#any(this.book.desk.npis);
    const answer = await this.#send({ path: `/npis/${npi}/pin/reset`, body: {} });
    if (answer.status === 409 && this.book.resets.has(npi)) return;
    this.#acknowledge(answer, `the reset of ${npi}`);
    this.#count(this.book.resets, npi);
  }

  async #put(userId: string, what: string, body: object): Promise<void> {
    await this.#done({ method: 'PUT', path: this.#path(`/users/${userId}/${what}`), body });
  }

  async #done<T>(asked: Omit<Asked, 'bearer'>): Promise<T> {
    const answer = await this.#send(asked);
    this.#acknowledge(answer, `${asked.method ?? 'POST'} ${asked.path}`);
    if (this.office.chance.below(100) < replayed)
      await this.office.client.replay({ ...asked, bearer: this.book.desk.admin }, answer);
    return answer.body as T;
  }

  #send(asked: Omit<Asked, 'bearer'>): Promise<Answer & { key: string }> {
    return this.office.client.send({ ...asked, bearer: this.book.desk.admin });
  }

  #acknowledge({ status, text }: Answer, what: string): void {
    if (status >= 300) throw new Error(`${what} was refused with ${status}: ${text}`);
    this.book.acknowledged += 1;
  }

  #count(counts: Map<string, number>, key: string): void {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  #anyUser(): [string, Expected] {
    return this.#any([...this.book.users]);
  }

  #any<T>(items: readonly T[]): T {
    return items[this.office.chance.below(items.length)] as T;
  }

  #path(rest: string): string {
    return `/organizations/${this.book.desk.organizationId}${rest}`;
  }
}
