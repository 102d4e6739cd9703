import type { InviteeView } from '@portico/contracts';
import { type InMemoryMeans, InMemoryStore } from '@portico/mongo/testing';
import { evenIfHandled } from '../src/adapters/command-id.js';
import { invitationStore } from '../src/adapters/mongo.invitations.js';
import type { Invitation, InvitationState } from '../src/domain/invitation.js';
import type { InvitationEvent } from '../src/domain/invitation.events.js';
import type { Invitations, OwedInvitation } from '../src/domain/invitations.js';
import { type Account, Accounts } from '../src/use-cases/accounts.js';
import { Invitees } from '../src/use-cases/invitees.js';
import type { InMemoryUsers } from './account.doubles.js';

type Kept = InvitationState & { _id: string };

export class InMemoryInvitations
  extends InMemoryStore<Invitation, InvitationState, InvitationEvent>
  implements Invitations
{
  constructor(means: InMemoryMeans = {}) {
    super(invitationStore, means);
  }

  present(invitationId: string): Promise<Invitation | undefined> {
    return evenIfHandled(this.get(invitationId));
  }

  presentWithToken(tokenHash: string): Promise<Invitation | undefined> {
    return evenIfHandled(this.find({ 'tokens.hash': tokenHash }));
  }

  async openTo(email: string): Promise<string[]> {
    return this.open.filter((state) => state.email === email).map(({ _id }) => _id);
  }

  async overdue(at: Date, limit: number): Promise<string[]> {
    const over = this.open.filter(({ expiresAt }) => expiresAt <= at);
    const ordered = over.sort((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime());
    return ordered.slice(0, limit).map(({ _id }) => _id);
  }

  async unmailed(before: Date, at: Date, limit: number): Promise<OwedInvitation[]> {
    const since = ({ mailOwedSince }: Kept): number => mailOwedSince?.getTime() ?? Infinity;
    const owed = this.kept.filter((state) => since(state) < before.getTime() && state.expiresAt > at);
    const ordered = owed.sort((one, other) => since(other) - since(one));
    return ordered.slice(0, limit).map(({ _id, count }) => ({ invitationId: _id, count }));
  }

  private get open(): Kept[] {
    return this.kept.filter(({ status }) => status === 'issued' || status === 'begun');
  }

  private get kept(): Kept[] {
    return [...this.documents.values()] as unknown as Kept[];
  }
}

/** The accounts there are, straight from the store: whatever command is at hand. */
export class StoredAccounts extends Accounts {
  constructor(private readonly users: Pick<InMemoryUsers, 'documents'>) {
    super();
  }

  withEmail(email: string): Promise<Account | undefined> {
    return this.one((account) => account.email === email);
  }

  byId(userId: string): Promise<Account | undefined> {
    return this.one(({ id }) => id === userId);
  }

  private async one(wanted: (account: Account) => boolean): Promise<Account | undefined> {
    const known = [...this.users.documents.values()] as unknown as (Account & { _id: string })[];
    return known.map(({ _id: id, email, firstName, lastName }) => ({ id, email, firstName, lastName })).find(wanted);
  }
}

/** The organization service, played: whom it invites now. */
export class PlayedInvitees extends Invitees {
  readonly known = new Map<string, InviteeView>();
  asked = 0;

  async of(_organizationId: string, memberId: string): Promise<InviteeView | undefined> {
    this.asked += 1;
    return this.known.get(memberId);
  }
}
