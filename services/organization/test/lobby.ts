import { type MessageType, validated } from '@portico/contracts';
import { type Actor, idFrom, newId, refusal, StoppedClock } from '@portico/kernel';
import { Gate } from '@portico/program';
import { InMemoryPrograms } from '@portico/program/testing';
import { InMemoryStore } from '@portico/mongo/testing';
import { accessRequestStore } from '../src/adapters/mongo.access-requests.js';
import { ShownUserViews } from '../src/adapters/shown.user-views.js';
import type { AccessRequestEvent } from '../src/domain/access-request.events.js';
import type { AccessRequest, AccessRequestState } from '../src/domain/access-request.js';
import type { AccessRequests } from '../src/domain/access-requests.js';
import { type Holder, Holders } from '../src/domain/holders.js';
import { Approvals } from '../src/use-cases/approvals.js';
import { ApproveAccessRequestHandler } from '../src/use-cases/approve-access-request.js';
import { AttachNpiHandler } from '../src/use-cases/attach-npi.js';
import { Desks } from '../src/use-cases/desks.js';
import { DetachNpiHandler } from '../src/use-cases/detach-npi.js';
import { Newcomers } from '../src/use-cases/newcomers.js';
import { OnAccessRequestApproved } from '../src/use-cases/on-access-request-approved.js';
import { People, type Person } from '../src/use-cases/people.js';
import { RefuseAccessRequestHandler } from '../src/use-cases/refuse-access-request.js';
import { RequestAccessHandler } from '../src/use-cases/request-access.js';
import { SetDirectoryVisibilityHandler } from '../src/use-cases/set-directory-visibility.js';
import { today } from './builders.js';
import type { InMemoryMembers } from './in-memory.js';
import { emailOf, type Office, program, type Stores } from './office.js';
import { asCommand, from, person } from './work.js';

export class InMemoryAccessRequests
  extends InMemoryStore<AccessRequest, AccessRequestState, AccessRequestEvent>
  implements AccessRequests
{
  constructor() {
    super(accessRequestStore, { clock: new StoppedClock(today) });
  }

  of(organizationId: string, requestId: string): Promise<AccessRequest | undefined> {
    return this.get(`${organizationId}|${requestId}`);
  }
}

export class InMemoryHolders extends Holders {
  constructor(private readonly members: InMemoryMembers) {
    super();
  }

  async of(organizationId: string, npi: string, admins: readonly string[]): Promise<Holder[]> {
    const own = [...this.members.documents.values()].filter((each) => each.organizationId === organizationId);
    const holders = own as unknown as Holder[];
    return holders.filter((each) => each.npis.some((grant) => grant.npi === npi) || admins.includes(each.memberId));
  }
}

/** Identity, played by a test: everybody has an account, Rosa's is `rosa@elsewhere.example`. */
export class KnownPeople extends People {
  readonly asked: string[] = [];
  readonly #people = new Map<string, Person>();

  know(name: string, email = emailOf(name)): void {
    const userId = idFrom('user', name);
    this.#people.set(userId, { userId, email, firstName: name, lastName: 'Diaz', mobilePhone: '+19165550142' });
  }

  async get(userId: string): Promise<Person> {
    this.asked.push(userId);
    const found = this.#people.get(userId);
    if (!found) throw refusal('not-found', 'not-found', 'There is no such account.')();
    return found;
  }
}

export interface LobbyStores extends Stores {
  requests: AccessRequests;
  holders: Holders;
}

export interface Sent {
  as?: Actor;
  id?: string;
}

type Handler = { execute(message: never): Promise<unknown>; answer?(aggregate: never, message: never): unknown };

/** The commands on access, NPIs and the directory, beside an office. */
export class Lobby {
  readonly people = new KnownPeople();
  readonly requests: AccessRequests;
  readonly onApproved: OnAccessRequestApproved;
  readonly #handlers: Record<string, Handler>;

  constructor(
    readonly office: Office,
    stores: LobbyStores,
  ) {
    const { organizations, members, people, requests, holders } = stores;
    const { clock } = office;
    this.requests = requests;
    const programs = new InMemoryPrograms(program);
    const views = new ShownUserViews();
    const prints = { of: (email: string) => idFrom('print', email) };
    const desks = new Desks(organizations, people, new Gate(programs, clock), programs, clock);
    const newcomers = new Newcomers(desks, organizations, members, prints, views);
    const approvals = new Approvals(newcomers, this.people, views);
    this.onApproved = new OnAccessRequestApproved(requests, desks, approvals);
    this.#handlers = {
      RequestAccess: new RequestAccessHandler(requests, people, this.people, prints, clock),
      ApproveAccessRequest: new ApproveAccessRequestHandler(desks, requests, approvals),
      RefuseAccessRequest: new RefuseAccessRequestHandler(desks, requests),
      AttachNpi: new AttachNpiHandler(organizations),
      DetachNpi: new DetachNpiHandler(organizations, holders, clock),
      SetDirectoryVisibility: new SetDirectoryVisibilityHandler(desks, organizations),
    };
  }

  /** Somebody with the office's organization in view. */
  inView(name = 'maria'): Actor {
    const { organizationId } = this.office;
    return person(idFrom('user', name), { organizationId, memberId: this.office.idOf(name) });
  }

  /** Carries out a command as the transport does: answered by its handler when it is a repeat. */
  ask<R>(type: MessageType, body: object, { as = this.inView(), id = newId() }: Sent = {}): Promise<R> {
    const handler = this.#handlers[type.name] as Handler;
    const message = () => from(validated(type, { organizationId: this.office.organizationId, ...body }), as) as never;
    const answer = (aggregate: never) => handler.answer?.(aggregate, message());
    return asCommand({ id, bodyHash: type.name, answer }, () => handler.execute(message())) as Promise<R>;
  }
}
