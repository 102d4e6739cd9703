import { Injectable } from '@nestjs/common';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import { Invitation, type InvitationState } from '../domain/invitation.js';
import type { InvitationEvent } from '../domain/invitation.events.js';
import type { Invitations, OwedInvitation } from '../domain/invitations.js';
import { evenIfHandled } from './command-id.js';
import { publishInvitation } from './publish-invitation.js';

const open = { $in: ['issued', 'begun'] };

export const invitationStore: StoreSpec<Invitation, InvitationState, InvitationEvent> = {
  collection: 'invitations',
  restore: (state, version) => new Invitation(state, version),
  publish: publishInvitation,
  indexes: [
    { name: 'invitations-token', key: { 'tokens.hash': 1 } },
    { name: 'invitations-status-expires', key: { status: 1, expiresAt: 1 } },
    { name: 'invitations-email-status', key: { email: 1, status: 1 } },
    { name: 'invitations-mail-owed', key: { mailOwedSince: 1 }, sparse: true },
  ],
};

@Injectable()
export class MongoInvitations
  extends AggregateStore<Invitation, InvitationState, InvitationEvent>
  implements Invitations
{
  constructor(mongo: Mongo) {
    super(mongo, invitationStore);
  }

  present(invitationId: string): Promise<Invitation | undefined> {
    return evenIfHandled(this.get(invitationId));
  }

  presentWithToken(tokenHash: string): Promise<Invitation | undefined> {
    return evenIfHandled(this.find({ 'tokens.hash': tokenHash }));
  }

  async openTo(email: string): Promise<string[]> {
    const found = await this.read<{ _id: string }>({ email, status: open }, { _id: 1 });
    return found.map(({ _id }) => _id);
  }

  async overdue(at: Date, limit: number): Promise<string[]> {
    const found = this.collection
      .find({ status: open, expiresAt: { $lte: at } }, { projection: { _id: 1 } })
      .sort({ expiresAt: 1 })
      .limit(limit);
    return (await found.toArray()).map(({ _id }) => _id);
  }

  /** The latest first: mails that never get through do not stand before those that will. */
  async unmailed(before: Date, at: Date, limit: number): Promise<OwedInvitation[]> {
    const found = this.collection
      .find({ mailOwedSince: { $lt: before }, expiresAt: { $gt: at } }, { projection: { count: 1 } })
      .sort({ mailOwedSince: -1 })
      .limit(limit);
    return (await found.toArray()).map(({ _id, count }) => ({ invitationId: _id, count: count as number }));
  }
}
