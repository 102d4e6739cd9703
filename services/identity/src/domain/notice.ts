import { idFrom } from '@portico/kernel';

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
  /** Of a fact of another service: what the mail is about. */
  readonly told?: Told;
}

export type NoticeKind = 'password-link' | 'password-changed' | 'phone-changed' | 'organization-added' | FactKind;

/** Mails of facts that other services told; each has a template of the same name. */
export type FactKind =
  | 'membership-lapse-warning'
  | 'membership-lapse-admin'
  | 'membership-lapsed-admin'
  | 'last-admin-dormant'
  | 'grants-ending'
  | 'access-requested'
  | 'pin-reset';

/** What a mail of a fact is about: ids and instants, from which its words are found when it is sent. */
export interface Told {
  readonly organizationId: string;
  /** When it happened. */
  readonly at: Date;
  /** The member it is about. */
  readonly memberId?: string;
  /** The account it is about, of somebody who is no member. */
  readonly personId?: string;
  /** Of a membership that ends or ended by itself: for want of what. */
  readonly cause?: 'admin' | 'never-assigned' | 'dormant';
  /** When something ends. */
  readonly endsAt?: Date;
  readonly npi?: string;
}

/** The notice of a fact to one person: the same for the same fact, however often it is told. */
export function noticeOf(fact: { id: string; kind: FactKind; told: Told }, userId: string, owedSince: Date): Notice {
  const { id, kind, told } = fact;
  return { id: idFrom('notice', id, kind, userId), kind, owedSince, organizationId: told.organizationId, told };
}

export const owedWithin = (notices: readonly Notice[], from: Date, before: Date): Notice[] =>
  notices.filter(({ owedSince }) => owedSince >= from && owedSince < before);
