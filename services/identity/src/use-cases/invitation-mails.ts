import { Injectable } from '@nestjs/common';
import type { Mail } from '@portico/delivery';
import { idFrom } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Invitation } from '../domain/invitation.js';
import { Accounts } from './accounts.js';
import { InvitationTokens } from './invitation-tokens.js';
import { Portal } from './portal.js';

interface Draft {
  template: string;
  values: Record<string, unknown>;
  secret?: string;
}

/** The mails of invitations, in the words of their program. Only here does the token stand in clear (MC-INV-01, MC-INV-15). */
@Injectable()
export class InvitationMails {
  constructor(
    private readonly programs: Programs,
    private readonly accounts: Accounts,
    private readonly tokens: InvitationTokens,
    private readonly portal: Portal,
  ) {}

  /** To somebody with an account it carries no token: they accept when they are signed in (D-11). */
  async of(invitation: Invitation): Promise<Mail> {
    const { id: about, state } = invitation;
    const { languages, name: fromName } = this.programs.get(state.program);
    const language = languages[0] ?? 'en';
    const hasAccount = (await this.accounts.withEmail(state.email)) !== undefined;
    const { template, values, secret } = hasAccount ? this.toAccount(invitation) : this.toNewcomer(invitation);
    const words = this.programs.mail(state.program, template, values, language);
    return { ...words, messageId: this.messageId(invitation), to: state.email, fromName, about, secret, language };
  }

  private toNewcomer(invitation: Invitation): Draft {
    const values = { ...this.values(invitation), link: this.tokens.urlOf(invitation) };
    return { template: 'invitation', values, secret: this.tokens.inClear(invitation) };
  }

  private toAccount(invitation: Invitation): Draft {
    return { template: 'invitation-existing', values: this.values(invitation) };
  }

  private values({ state }: Invitation): Record<string, unknown> {
    const { firstName, email, organizationName, expiresAt } = state;
    return { firstName, email, organizationName, expiresAt, portalUrl: this.portal.url };
  }

  /** The same for the same invitation, however often it is sent. */
  private messageId({ id, state }: Invitation): string {
    return `<${idFrom('invitation-mail', id, String(state.count))}@${new URL(this.portal.url).hostname}>`;
  }
}
