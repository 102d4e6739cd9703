import { Injectable } from '@nestjs/common';
import type { Mail } from '@portico/delivery';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { isUsable, type LinkState } from '../domain/link.js';
import { isActive } from '../domain/membership.js';
import type { Notice } from '../domain/notice.js';
import type { User, UserState } from '../domain/user.js';
import { PasswordLinks } from './password-links.js';
import { Portal } from './portal.js';

interface Draft {
  program: string;
  template: string;
  values: Record<string, unknown>;
  secret?: string;
}

/** The mails of accounts, in the words of their program. Only here does a link's token stand in clear. */
@Injectable()
export class NoticeMails {
  constructor(
    private readonly programs: Programs,
    private readonly links: PasswordLinks,
    private readonly portal: Portal,
    private readonly clock: Clock,
  ) {}

  /** Nothing, when what it would say no longer holds. */
  of({ id: about, state }: User, notice: Notice): Mail | undefined {
    const draft = this.draft(state, notice);
    if (!draft) return undefined;
    const { program, template, values, secret } = draft;
    const { firstName, email } = state;
    const { languages, name } = this.programs.get(program);
    const language = languages[0] ?? 'en';
    const words = this.programs.mail(program, template, { firstName, email, ...values }, language);
    return { ...words, messageId: this.messageId(notice), to: email, fromName: name, about, secret, language };
  }

  private draft(state: UserState, { kind, linkId, organizationId, owedSince }: Notice): Draft | undefined {
    switch (kind) {
      case 'password-link':
        return this.linkDraft(
          state,
          state.links.find(({ id }) => id === linkId),
        );
      case 'password-changed':
        return this.plain(state.program, 'password-changed', { at: state.credentials?.setAt });
      case 'phone-changed':
        return this.plain(state.program, 'phone-changed', { at: owedSince });
      case 'organization-added':
        return this.joinDraft(state, organizationId);
    }
  }

  /** A link that was used, has expired or gave way to a newer one is not sent any more. */
  private linkDraft({ links, roles }: UserState, link: LinkState | undefined): Draft | undefined {
    if (!link || !isUsable(links, link, this.clock.now())) return undefined;
    const first = roles.length > 0 ? 'staff-set-password' : 'set-password';
    const template = link.purpose === 'set-password' ? first : link.purpose;
    const values = { link: this.links.urlOf(link), expiresAt: link.expiresAt };
    return { program: link.program, template, values, secret: this.links.inClear(link) };
  }

  /** Whoever was deactivated meanwhile is not welcomed any more. */
  private joinDraft({ memberships }: UserState, organizationId: string | undefined): Draft | undefined {
    const joined = memberships.find((membership) => membership.organizationId === organizationId);
    return joined && isActive(joined)
      ? this.plain(joined.program, 'organization-added', { organizationName: joined.name })
      : undefined;
  }

  private plain(program: string, template: string, values: Record<string, unknown>): Draft {
    return { program, template, values: { ...values, portalUrl: this.portal.url } };
  }

  private messageId({ id }: Notice): string {
    return `<${id}@${new URL(this.portal.url).hostname}>`;
  }
}
