import type { EnrolledView, OrganizationOnFile } from '@portico/contracts';
import { type Letter, LetterPrinter, type PasscodeMessage, PasscodeSender } from '@portico/delivery';
import { type Job, JobQueue } from '@portico/jobs';
import { type Clock, idFrom } from '@portico/kernel';
import { type InMemoryMeans, InMemoryStore } from '@portico/mongo/testing';
import { evenIfHandled, idOfCommand, isRepeated } from '../src/adapters/command-id.js';
import { tokenStore } from '../src/adapters/mongo.registration-tokens.js';
import { registrationStore } from '../src/adapters/mongo.registrations.js';
import type { Registration, RegistrationState } from '../src/domain/registration.js';
import type { RegistrationEvent } from '../src/domain/registration.events.js';
import type { RegistrationToken, RegistrationTokenState } from '../src/domain/registration-token.js';
import type { RegistrationTokenEvent } from '../src/domain/registration-token.events.js';
import type { RegistrationTokens } from '../src/domain/registration-tokens.js';
import type { Registrations } from '../src/domain/registrations.js';
import { type Account, Accounts } from '../src/use-cases/accounts.js';
import { OrganizationsOnFile, type TypedOnFile } from '../src/use-cases/organizations-on-file.js';

export class InMemoryRegistrationTokens
  extends InMemoryStore<RegistrationToken, RegistrationTokenState, RegistrationTokenEvent>
  implements RegistrationTokens
{
  constructor(means: InMemoryMeans = {}) {
    super(tokenStore, means);
  }

  newId(): string {
    return idOfCommand('registration-token');
  }

  present(tokenId: string): Promise<RegistrationToken | undefined> {
    return evenIfHandled(this.get(tokenId));
  }

  presentWithHash(hash: string): Promise<RegistrationToken | undefined> {
    return evenIfHandled(this.find({ hash }));
  }

  isRepeated(token: RegistrationToken): boolean {
    return isRepeated(token);
  }

  async overdue(at: Date, limit: number): Promise<string[]> {
    return this.ids(({ expiresAt }) => expiresAt <= at, limit);
  }

  async unprinted(at: Date, limit: number): Promise<string[]> {
    return this.ids(({ expiresAt, letterPrintedAt }) => expiresAt > at && !letterPrintedAt, limit);
  }

  private ids(wanted: (state: RegistrationTokenState) => boolean, limit: number): string[] {
    const living = [...this.documents.values()].map(
      (stored) => stored as unknown as RegistrationTokenState & { _id: string },
    );
    return living
      .filter((state) => ['issued', 'begun'].includes(state.status) && wanted(state))
      .sort((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime())
      .slice(0, limit)
      .map(({ _id }) => _id);
  }
}

export class InMemoryRegistrations
  extends InMemoryStore<Registration, RegistrationState, RegistrationEvent>
  implements Registrations
{
  constructor(means: InMemoryMeans = {}) {
    super(registrationStore, means);
  }

  present(registrationId: string): Promise<Registration | undefined> {
    return evenIfHandled(this.get(registrationId));
  }
}

/** The organization service, played: keeps what is enrolled and compares what is typed. */
export class PlayedOrganizations extends OrganizationsOnFile {
  readonly setUp = new Set<string>();
  readonly asked: TypedOnFile[] = [];
  readonly #files = new Map<string, OrganizationOnFile>();

  async enroll(program: string, organization: OrganizationOnFile): Promise<EnrolledView> {
    const organizationId = idFrom('organization', program, organization.taxId);
    this.#files.set(organizationId, organization);
    return this.enrollment(organizationId);
  }

  async enrollment(organizationId: string): Promise<EnrolledView> {
    const { legalName, payTo } = this.#file(organizationId);
    const status = this.setUp.has(organizationId) ? 'active' : 'unclaimed';
    return { organizationId, status, legalName, payTo };
  }

  async matches(organizationId: string, typed: TypedOnFile): Promise<boolean> {
    this.asked.push(typed);
    const { taxIdType, taxId, payTo, contactEmail } = this.#file(organizationId);
    const wanted = [taxIdType, taxId, payTo.zip, contactEmail];
    return wanted.every(
      (value, at) => value === [typed.taxIdType, typed.taxId, typed.payToZip, typed.contactEmail][at],
    );
  }

  #file(organizationId: string): OrganizationOnFile {
    const file = this.#files.get(organizationId);
    if (!file) throw new Error(`nothing is on file of ${organizationId}`);
    return file;
  }
}

export class KnownAccounts extends Accounts {
  readonly known: Account[] = [];

  async withEmail(email: string): Promise<Account | undefined> {
    return this.known.find((account) => account.email === email);
  }

  async byId(userId: string): Promise<Account | undefined> {
    return this.known.find(({ id }) => id === userId);
  }
}

export class PasscodeBox extends PasscodeSender {
  readonly sent: PasscodeMessage[] = [];
  broken?: Error;

  async send(message: PasscodeMessage): Promise<void> {
    if (this.broken) throw this.broken;
    this.sent.push(message);
  }

  /** The six digits that were sent last. */
  get digits(): string {
    return this.sent.at(-1)?.code.split('-')[1] ?? '';
  }
}

export class LetterBox extends LetterPrinter {
  readonly printed: Letter[] = [];

  async print(letter: Letter): Promise<void> {
    this.printed.push(letter);
  }
}

/** Jobs as they were queued; the same id in one queue once. */
export class QueuedJobs extends JobQueue {
  readonly #jobs = new Map<string, Job>();

  async add(job: Job): Promise<void> {
    const key = `${job.queue} ${job.id}`;
    if (!this.#jobs.has(key)) this.#jobs.set(key, job);
  }

  get all(): Job[] {
    return [...this.#jobs.values()];
  }

  /** As if Redis had been emptied. */
  empty(): void {
    this.#jobs.clear();
  }

  due(queue: string, clock: Clock): Job[] {
    return this.all.filter((job) => job.queue === queue && (job.at ?? clock.now()) <= clock.now());
  }
}
