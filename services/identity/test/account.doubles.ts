import { type Mail, Mailer } from '@portico/delivery';
import { idFrom } from '@portico/kernel';
import { type InMemoryMeans, InMemoryStore } from '@portico/mongo/testing';
import { idOfCommand } from '../src/adapters/command-id.js';
import { sessionsSpec } from '../src/adapters/mongo.sessions.js';
import { usersSpec } from '../src/adapters/mongo.users.js';
import { owedWithin } from '../src/domain/notice.js';
import { PasswordHasher, type SlowHashes, type Urgency } from '../src/domain/password-hasher.js';
import { PasswordStrength } from '../src/domain/password-strength.js';
import type { Session, SessionState } from '../src/domain/session.js';
import type { SessionEvent } from '../src/domain/session.events.js';
import type { Sessions } from '../src/domain/sessions.js';
import type { User, UserState } from '../src/domain/user.js';
import type { UserEvent } from '../src/domain/user.events.js';
import type { Users } from '../src/domain/users.js';

type Kept<S> = S & { _id: string };

export class InMemoryUsers extends InMemoryStore<User, UserState, UserEvent> implements Users {
  constructor(means: InMemoryMeans = {}) {
    super(usersSpec, means);
  }

  byEmail(email: string): Promise<User | undefined> {
    return this.find({ email });
  }

  byLink(linkId: string): Promise<User | undefined> {
    return this.holding(({ links }) => links.some(({ id }) => id === linkId));
  }

  byLinkToken(hash: string): Promise<User | undefined> {
    return this.holding(({ links }) => links.some(({ tokenHash }) => tokenHash === hash));
  }

  async rehash({ id, state }: User, exact: string): Promise<void> {
    const kept = this.documents.get(id) as unknown as { credentials?: { exact: string } };
    if (kept?.credentials && kept.credentials.exact === state.credentials?.exact) kept.credentials.exact = exact;
  }

  async owedNotices(before: Date, from = new Date(0)): Promise<{ userId: string; noticeId: string }[]> {
    return this.kept.flatMap(({ _id, notices }) =>
      owedWithin(notices, from, before).map(({ id }) => ({ userId: _id, noticeId: id })),
    );
  }

  async idsOfStaff(role: string): Promise<string[]> {
    return this.kept.filter(({ roles }) => roles.includes(role)).map(({ _id }) => _id);
  }

  nextRequest(): string {
    return idOfCommand('request');
  }

  private get kept(): Kept<UserState>[] {
    return [...this.documents.values()] as unknown as Kept<UserState>[];
  }

  private async holding(wanted: (state: UserState) => boolean): Promise<User | undefined> {
    const found = this.kept.find(wanted);
    return found && this.get(found._id);
  }
}

export class InMemorySessions extends InMemoryStore<Session, SessionState, SessionEvent> implements Sessions {
  constructor(means: InMemoryMeans = {}) {
    super(sessionsSpec, means);
  }

  nextId(): string {
    return idOfCommand('session');
  }

  byToken(tokenHash: string): Promise<Session | undefined> {
    return this.find({ tokenHash });
  }

  async openOf(userId: string, at: Date): Promise<string[]> {
    const kept = [...this.documents.values()] as unknown as Kept<SessionState>[];
    return kept.filter((state) => state.userId === userId && !state.ended && state.endsAt > at).map(({ _id }) => _id);
  }

  async openIn(organizationId: string, userId: string, at: Date): Promise<string[]> {
    const open = await this.openOf(userId, at);
    const kept = [...this.documents.values()] as unknown as Kept<SessionState>[];
    return kept
      .filter(({ _id, view }) => open.includes(_id) && view?.organizationId === organizationId)
      .map(({ _id }) => _id);
  }
}

/** Hashes that cost nothing and can be read; counts what the real ones would cost. */
export class PlainHasher extends PasswordHasher {
  /** Each comparison: the hash, or `nobody` where there was none. */
  readonly compared: string[] = [];
  hashed = 0;
  cost = 1;
  full = new Set<Urgency>();
  refuse?: Error;

  admit<T>(urgency: Urgency, work: (hashes: SlowHashes) => Promise<T>): Promise<T> {
    if (this.refuse && this.full.has(urgency)) return Promise.reject(this.refuse);
    return work({ hash: (password) => this.hash(password), verify: (hash, password) => this.verify(hash, password) });
  }

  isOutdated(hash: string): boolean {
    return Number(hash.split('$')[0]) < this.cost;
  }

  private async hash(password: string): Promise<string> {
    this.hashed += 1;
    return `${this.cost}$${idFrom('password', password)}`;
  }

  private async verify(hash: string | undefined, password: string): Promise<boolean> {
    this.compared.push(hash ?? 'nobody');
    return hash?.split('$')[1] === idFrom('password', password);
  }
}

export class FixedStrength extends PasswordStrength {
  value = 4;

  score(): number {
    return this.value;
  }
}

export class MailBox extends Mailer {
  readonly sent: Mail[] = [];
  broken?: Error;

  async send(mail: Mail): Promise<void> {
    if (this.broken) throw this.broken;
    this.sent.push(mail);
  }

  last(subject: string): Mail | undefined {
    return this.sent.findLast((mail) => mail.subject === subject);
  }
}
