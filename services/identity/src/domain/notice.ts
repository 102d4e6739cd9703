/** A mail owed to a person: written with the change that owes it, crossed out when it was sent. */
export interface Notice {
  /** Of the mail too, so that the same one is never two. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly owedSince: Date;
  /** When the mail that this one stands in for was owed. */
  readonly owedFirst?: Date;
  readonly linkId?: string;
  readonly organizationId?: string;
}

export type NoticeKind = 'password-link' | 'password-changed' | 'organization-added';

export const owedWithin = (notices: readonly Notice[], from: Date, before: Date): Notice[] =>
  notices.filter(({ owedSince }) => owedSince >= from && owedSince < before);
