import { type Provider, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  type Envelope,
  OpenPasswordLink,
  SendLinkPasscode,
  SetPassword,
  type SignedInView,
  SignIn,
  VerifyLinkPasscode,
} from '@portico/contracts';
import { Mailer, PasscodeSender } from '@portico/delivery';
import { JobQueue, worksOf } from '@portico/jobs';
import { type Actor, Clock, newId, Random, StoppedClock, SystemRandom } from '@portico/kernel';
import { reactionMarkOf } from '@portico/messaging';
import { BlockedPasswords, type Program, Programs } from '@portico/program';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { InMemoryLiveSessions, LiveSessions } from '@portico/session';
import { account } from '../src/account.providers.js';
import { DerivedSessionTokens } from '../src/adapters/derived.session-tokens.js';
import { Attempts } from '../src/domain/attempts.js';
import { PasswordHasher } from '../src/domain/password-hasher.js';
import { PasswordStrength } from '../src/domain/password-strength.js';
import { Registrations } from '../src/domain/registrations.js';
import { Secrets } from '../src/domain/secrets.js';
import { SessionTokens } from '../src/domain/session-tokens.js';
import { Sessions } from '../src/domain/sessions.js';
import { User } from '../src/domain/user.js';
import { Users } from '../src/domain/users.js';
import { DefaultProgram } from '../src/use-cases/default-program.js';
import { MembersElsewhere } from '../src/use-cases/members-elsewhere.js';
import { Passcodes } from '../src/use-cases/passcodes.js';
import { Portal } from '../src/use-cases/portal.js';
import { aMembership, aPerson, now, secrets } from './account.builders.js';
import { FixedStrength, InMemorySessions, InMemoryUsers, MailBox, PlainHasher } from './account.doubles.js';
import { PlayedMembers } from './played.members.js';
import { InMemoryAttempts } from './in-memory.attempts.js';
import { InMemoryRegistrations, PasscodeBox, QueuedJobs } from './registration.doubles.js';
import { asCommand, asEvent, from, inContext } from './work.js';

export const goodPassword = 'Quiet-Harbor-37-boats';
export const otherPassword = 'Bright.Orchard.58.pears';

interface Handles {
  execute(message: object): Promise<unknown>;
}
interface Works {
  work(data: object): Promise<void>;
}

const isClass = (provider: Provider): provider is Type => typeof provider === 'function';
const isStore = (type: Type): boolean => /^(Mongo|GetMe|GetPerson|CountSessions|List)/.test(type.name);

/** The account half of identity in one process: real use cases, reactions and jobs; stores in memory, the rest played. */
export class AccountWorld {
  readonly clock = new StoppedClock(now);
  readonly secrets = secrets;
  readonly attempts = new InMemoryAttempts();
  readonly users = new InMemoryUsers({ clock: this.clock });
  readonly sessions = new InMemorySessions({ clock: this.clock });
  readonly registrations = new InMemoryRegistrations({ clock: this.clock });
  readonly live = new InMemoryLiveSessions();
  readonly hasher = new PlainHasher();
  readonly strength = new FixedStrength();
  readonly mails = new MailBox();
  readonly passcodes = new PasscodeBox();
  readonly jobs = new QueuedJobs();
  readonly members = new PlayedMembers();
  readonly tokens = new DerivedSessionTokens(this.secrets, new SystemRandom(), 'hash-key');
  readonly #reacted = new Set<string>();
  readonly #worked = new Set<string>();
  #module: TestingModule;

  protected constructor(
    readonly programs: Programs,
    private readonly providers: Provider[] = account,
  ) {}

  static async of(...programs: Program[]): Promise<AccountWorld> {
    const world = new AccountWorld(new InMemoryPrograms(...(programs.length > 0 ? programs : [aProgram()])));
    await world.open();
    return world;
  }

  protected async open(): Promise<void> {
    const useCases = this.classes.filter((type) => !isStore(type));
    this.#module = await Test.createTestingModule({ providers: [...useCases, Passcodes, ...this.ports()] }).compile();
  }

  get<T>(type: Type<T>): T {
    return this.#module.get(type);
  }

  /** Sends a message as the transport does; the same id again is a repeat. */
  send<M extends object, R>(handler: Type<Handles>, message: M, id = newId()): Promise<R> {
    return asCommand<M, R>(id, this.get(handler) as never, message);
  }

  /** Runs reactions and jobs that are due until nothing is left to do. */
  async settle(): Promise<void> {
    for (let busy = true; busy;) busy = (await this.react()) || (await this.work());
  }

  aUser(change: Partial<Parameters<typeof aPerson>[0]> = {}, memberships = [aMembership()]): Promise<User> {
    return inContext(undefined, async () => {
      const user = User.register(aPerson(change));
      for (const membership of memberships) user.joinOrganization(membership, this.clock.now());
      await this.users.save(user);
      return user;
    });
  }

  /** The parts that a password needs: link opened, phone proven, password typed. */
  do = {
    open: (token: string) =>
      this.send<OpenPasswordLink, OpenedLink>(this.handler('OpenPasswordLink'), from(OpenPasswordLink, { token })),
    passcode: (link: OpenedLink, fields: object = {}, id = newId()) =>
      this.send(
        this.handler('SendLinkPasscode'),
        from(SendLinkPasscode, { ...bearer(link), channel: 'sms', ...fields }),
        id,
      ),
    verify: (link: OpenedLink, code = this.passcodes.digits, id = newId()) =>
      this.send(this.handler('VerifyLinkPasscode'), from(VerifyLinkPasscode, { ...bearer(link), code }), id),
    password: (link: OpenedLink, password = goodPassword, id = newId()) =>
      this.send(this.handler('SetPassword'), from(SetPassword, { ...bearer(link), password }), id),
    signIn: (change: object = {}, id = newId()) => {
      const fields = { email: aPerson().email, password: goodPassword, ...change };
      return this.send<SignIn, SignedInView>(this.handler('SignIn'), from(SignIn, fields, anonymous), id);
    },
  };

  /** Everything that would be published. */
  protected get told(): Envelope[] {
    return [...this.users.outbox, ...this.sessions.outbox];
  }

  private get classes(): Type[] {
    return this.providers.filter(isClass);
  }

  protected handler(name: string): Type<Handles> {
    return this.classes.find((type) => type.name === `${name}Handler`) as Type<Handles>;
  }

  private async react(): Promise<boolean> {
    const told = this.told.filter(({ id }) => !this.#reacted.has(id));
    for (const envelope of told) {
      this.#reacted.add(envelope.id);
      await this.tell(envelope);
    }
    return told.length > 0;
  }

  /** Gives an event to every reaction that waits for it. */
  async tell(envelope: Pick<Envelope, 'id' | 'type' | 'data'> & { time?: string }): Promise<void> {
    for (const type of this.classes) {
      const mark = reactionMarkOf(type);
      if (mark?.to.type !== envelope.type) continue;
      const reaction = this.get(type) as { react(data: object, envelope: object): Promise<void> };
      await asEvent(`${envelope.id}:${mark.name}`, () => reaction.react(envelope.data, envelope));
    }
  }

  private async work(): Promise<boolean> {
    const workers = this.classes.filter((type) => worksOf(type));
    let count = 0;
    for (const type of workers) {
      const { queue } = worksOf(type) as { queue: string };
      for (const job of this.jobs.due(queue, this.clock).filter(({ id }) => !this.#worked.has(`${queue} ${id}`))) {
        this.#worked.add(`${queue} ${job.id}`);
        await inContext(undefined, () => (this.get(type) as Works).work(job.data));
        count += 1;
      }
    }
    return count > 0;
  }

  protected ports(): Provider[] {
    const given: [unknown, unknown][] = [
      [Users, this.users],
      [Sessions, this.sessions],
      [Registrations, this.registrations],
      [LiveSessions, this.live],
      [SessionTokens, this.tokens],
      [PasswordHasher, this.hasher],
      [PasswordStrength, this.strength],
      [BlockedPasswords, { has: (password: string) => password === 'Known-From-Breaches-1' }],
      [Programs, this.programs],
      [Attempts, this.attempts],
      [Secrets, this.secrets],
      [JobQueue, this.jobs],
      [Mailer, this.mails],
      [MembersElsewhere, this.members],
      [PasscodeSender, this.passcodes],
      [Clock, this.clock],
      [Random, new SystemRandom()],
      [Portal, { url: 'https://portal.example' }],
      [DefaultProgram, { id: this.programs.ids()[0] }],
    ];
    return given.map(([provide, useValue]) => ({ provide, useValue }) as Provider);
  }
}

export interface OpenedLink {
  id: string;
  flowToken: string;
  step: string;
}

const anonymous: Actor = { kind: 'anonymous', address: '192.0.2.7' };
const bearer = ({ id, flowToken }: OpenedLink) => ({ linkId: id, flowToken });

/** A person signed in with this session. */
export const actorOf = (session: { id: string; userId: string }): Actor => ({
  kind: 'user',
  userId: session.userId,
  sessionId: session.id,
});
