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
  /** E.164; sealed in the store. A phone that is no longer the account's is told by text as well. */
  readonly formerPhone?: string;
}

export type NoticeKind = 'password-link' | 'password-changed' | 'phone-changed' | 'organization-added';

export const owedWithin = (notices: readonly Notice[], from: Date, before: Date): Notice[] =>
  notices.filter(({ owedSince }) => owedSince >= from && owedSince < before);
