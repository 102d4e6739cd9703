import { Injectable } from '@nestjs/common';
import { Random } from '@portico/kernel';
import { type LinkState, linkUnknown } from '../domain/link.js';
import { Secrets } from '../domain/secrets.js';
import type { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { PasswordLinks } from './password-links.js';

export interface LinkAtHand {
  user: User;
  linkId: string;
  opening: string;
}

/**
 * The uses of mailed links. Opening one writes nothing and makes a bearer of its own, so that a passcode proven by one
 * who opened it is of no use to another who did.
 */
@Injectable()
export class LinksAtHand {
  constructor(
    private readonly users: Users,
    private readonly links: PasswordLinks,
    private readonly secrets: Secrets,
    private readonly random: Random,
  ) {}

  async opened(token: string): Promise<LinkAtHand & { flowToken: string }> {
    const tokenHash = this.links.hashOf(token);
    const user = await this.users.byLinkToken(tokenHash);
    const link = user?.state.links.find((known) => known.tokenHash === tokenHash);
    if (!user || !link) throw linkUnknown();
    const opening = this.random.bytes(16).toString('base64url');
    return { user, linkId: link.id, opening, flowToken: this.flowToken(link, opening) };
  }

  /** Without the bearer of an opening there is no link. */
  async get({ linkId, flowToken }: { linkId: string; flowToken: string }): Promise<LinkAtHand> {
    const user = await this.users.byLink(linkId);
    const link = user?.state.links.find(({ id }) => id === linkId);
    const opening = openingIn(flowToken);
    if (!user || !link || !this.secrets.same(this.flowToken(link, opening), flowToken)) throw linkUnknown();
    return { user, linkId, opening };
  }

  private flowToken({ id, salt }: LinkState, opening: string): string {
    return `${opening}.${this.secrets.derive(`link-flow ${opening}`, id, salt)}`;
  }
}

/** The part of a flow's bearer that names the opening; not secret, and worth nothing by itself. */
export const openingIn = (flowToken: string): string => flowToken.split('.')[0] ?? '';
