import { Injectable } from '@nestjs/common';
import type { Mail } from '@portico/delivery';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { isUsable, type LinkState } from '../domain/link.js';
import { isActive } from '../domain/membership.js';
import type { FactKind, Notice, NoticeKind } from '../domain/notice.js';
import type { User, UserState } from '../domain/user.js';
import { FactMails } from './fact-mails.js';
import { PasswordLinks } from './password-links.js';
import { Portal } from './portal.js';

interface Draft {
  program: string;
  template: string;
  values: Record<string, unknown>;
  secret?: string;
}

type OwnKind = Exclude<NoticeKind, FactKind>;
type OwnNotice = Notice & { kind: OwnKind };

const ownKinds: readonly OwnKind[] = ['password-link', 'password-changed', 'phone-changed', 'organization-added'];
const isOwn = (kind: NoticeKind): kind is OwnKind => (ownKinds as readonly NoticeKind[]).includes(kind);

/** The mails of accounts, in the words of their program. Only here does a link's token stand in clear. */
@Injectable()
export class NoticeMails {
  constructor(
    private readonly programs: Programs,
    private readonly links: PasswordLinks,
    private readonly facts: FactMails,
    private readonly portal: Portal,
    private readonly clock: Clock,
  ) {}

  /** Nothing, when what it would say no longer holds. */
  async of(user: User, notice: Notice): Promise<Mail | undefined> {
    const draft = await this.draft(user, notice);
    if (!draft) return undefined;
    const { program, template, values, secret } = draft;
    const { id: about, state } = user;
    const { firstName, email } = state;
    const { languages, name } = this.programs.get(program);
    const language = languages[0] ?? 'en';
    const words = this.programs.mail(program, template, { firstName, email, ...values }, language);
    return { ...words, messageId: this.messageId(notice), to: email, fromName: name, about, secret, language };
  }

  private async draft(user: User, notice: Notice): Promise<Draft | undefined> {
    const { kind, told } = notice;
    if (isOwn(kind)) return this.ownDraft(user.state, { ...notice, kind });
    const draft = told && (await this.facts.of(user, kind, told));
    return draft && this.plain(draft.program, kind, draft.values);
  }

  private ownDraft(state: UserState, { kind, linkId, organizationId, owedSince }: OwnNotice): Draft | undefined {
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
