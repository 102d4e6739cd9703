import { Injectable } from '@nestjs/common';
import { Clock, idFrom, milliseconds, Random } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { LinkPurpose, LinkState } from '../domain/link.js';
import type { Notice } from '../domain/notice.js';
import { Secrets } from '../domain/secrets.js';
import type { LinkIssue, User } from '../domain/user.js';
import { Portal } from './portal.js';

/** How long a link that was never mailed is replaced; whoever it is for can still ask for a reset. */
const replacedFor = 'P1D';

/** Mailed links: their tokens are derived for the mail and known again by their keyed hash; none is stored. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly random: Random,
    private readonly portal: Portal,
    private readonly clock: Clock,
  ) {}

  /** The same id is the same link: a repeated step issues it once. */
  issue(user: User, purpose: LinkPurpose, id: string): void {
    this.issueOnce(user, { purpose, id });
  }

  /** A first link that ran out before its mail could be sent gives way to another: nobody else tells the person. */
  replaceUnmailed(user: User, { linkId, owedSince, owedFirst = owedSince }: Notice): void {
    const at = this.clock.now();
    if (linkId === undefined || !user.lacksWayIn(linkId, at)) return;
    if (at.getTime() - owedFirst.getTime() >= milliseconds(replacedFor)) return;
    this.issueOnce(user, { purpose: 'set-password', id: idFrom('password-link', 'after', linkId), owedFirst });
  }

  /** For the mailer only. */
  inClear({ id, salt }: Pick<LinkState, 'id' | 'salt'>): string {
    return this.secrets.derive('password-link', id, salt);
  }

  /** The token stands in the fragment: browsers send it to no server, so no log holds it and no prefetch uses it. */
  urlOf(link: LinkState): string {
    const { path } = this.programs.get(link.program).passwordLink;
    return new URL(`${path}#token=${this.inClear(link)}`, this.portal.url).href;
  }

  hashOf(token: string): string {
    return this.secrets.hash('password-link', token);
  }

  private issueOnce(user: User, wanted: Pick<LinkIssue, 'id' | 'purpose' | 'owedFirst'>): void {
    const { id } = wanted;
    if (user.state.links.some((link) => link.id === id)) return;
    const salt = this.random.bytes(16).toString('base64url');
    const tokenHash = this.hashOf(this.inClear({ id, salt }));
    const { lifetime } = this.programs.get(user.state.program).passwordLink;
    user.issueLink({ ...wanted, salt, tokenHash, lifetime, at: this.clock.now() });
  }
}
