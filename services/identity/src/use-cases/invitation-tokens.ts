import { Injectable } from '@nestjs/common';
import { Random } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Invitation, InvitationToken } from '../domain/invitation.js';
import { Secrets } from '../domain/secrets.js';
import { Portal } from './portal.js';

/** The token of a mailed invitation; the same whenever it is needed, and nothing without the key. */
export const invitationInClear = (secrets: Secrets, { id, salt }: { id: string; salt: string }): string =>
  secrets.derive('invitation', id, salt);

/** Tokens of invitations: never stored, derived for the mail, known again by their keyed hash. */
@Injectable()
export class InvitationTokens {
  constructor(
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly random: Random,
    private readonly portal: Portal,
  ) {}

  fresh(invitationId: string, count: number): InvitationToken {
    const salt = this.random.bytes(16).toString('base64url');
    return { count, salt, hash: this.hashOf(invitationInClear(this.secrets, { id: invitationId, salt })) };
  }

  /** For the mailer only. */
  inClear({ id, newestToken: { salt } }: Invitation): string {
    return invitationInClear(this.secrets, { id, salt });
  }

  /** The token stands in the fragment: browsers send it to no server, so no log holds it and no prefetch uses it (MC-INV-05). */
  urlOf(invitation: Invitation): string {
    const { program } = invitation.state;
    const url = new URL(this.programs.get(program).invitation.path, this.portal.url);
    url.searchParams.set('program', program);
    url.hash = `invitation=${this.inClear(invitation)}`;
    return url.href;
  }

  hashOf(token: string): string {
    return this.secrets.hash('invitation', token);
  }
}
