import { Injectable } from '@nestjs/common';
import type { Mail } from '@portico/delivery';
import { idFrom } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Invitation } from '../domain/invitation.js';
import { Accounts } from './accounts.js';
import { InvitationTokens } from './invitation-tokens.js';
import { Portal } from './portal.js';

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
    const { program, email: to } = state;
    const hasAccount = (await this.accounts.withEmail(to)) !== undefined;
    const template = hasAccount ? 'invitation-existing' : 'invitation';
    const link = hasAccount ? this.portal.url : this.tokens.urlOf(invitation);
    const { languages, name: fromName } = this.programs.get(program);
    const language = languages[0] ?? 'en';
    const words = this.programs.mail(program, template, { ...this.values(invitation), link }, language);
    const secret = hasAccount ? undefined : this.tokens.inClear(invitation);
    return { ...words, messageId: this.messageId(invitation), to, fromName, about, secret, language };
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
