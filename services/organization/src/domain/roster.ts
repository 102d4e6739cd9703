import type { OrgRole } from '@portico/access';
import { refusal } from '@portico/kernel';

export const lastAdmin = refusal(
  'conflict',
  'last-admin',
  'The last active Org Admin stays one: make somebody else an Org Admin first.',
);
export const newDomain = refusal(
  'conflict',
  'new-domain',
  'Nobody of the organization has an address of this domain yet. Please confirm that it is one of yours.',
);
export const domainRemoved = refusal(
  'conflict',
  'domain-removed',
  'The domain of this address was removed from the organization. Please confirm that it comes back.',
);
export const domainUnknown = refusal('not-found', 'domain-unknown', 'The organization has no such domain.');
export const domainInUse = refusal(
  'conflict',
  'domain-in-use',
  'Users still have an address of this domain. Deactivate them first.',
);

/** A person who counts as a user of the organization: invited or active. */
export interface Seat {
  readonly memberId: string;
  /** The account, once the person joined. */
  readonly userId?: string;
  /** Domain of their address. */
  readonly domain: string;
  readonly orgRole: OrgRole;
  readonly since: Date;
  /** Version of the organization that took them in. */
  readonly version: number;
}

/** An Org Admin; one without an account has not joined yet. */
export interface OrgAdmin {
  readonly memberId: string;
  readonly userId?: string;
}

/** A member who no longer counts, with the level that they come back with; of those who went long ago only the member knows it. */
export interface FormerMember {
  readonly memberId: string;
  readonly orgRole?: OrgRole;
}

/** The Org Admin whom time does not end: one of those who joined, and nobody was there much later. */
export interface Keeper {
  readonly memberId: string;
  /** When they were there, as far as it matters. */
  readonly seenAt: Date;
  /** Version of the organization that named them. */
  readonly version: number;
}

export interface AllowedDomain {
  readonly domain: string;
  readonly since: Date;
  /** Version of the organization that allowed it; what was allowed long ago does not tell. */
  readonly version?: number;
}

/**
 * Who belongs to an organization and with which mail domains. The rules over the whole of it, that an admin is left and
 * that nobody has an address of a domain that is not allowed, are judged here and nowhere else.
 */
export interface Roster {
  readonly people: readonly Seat[];
  /** Those of `people` who are Org Admins: what reads and indexes know them by. */
  readonly admins: readonly OrgAdmin[];
  readonly domains: readonly AllowedDomain[];
  /** Nobody in documents of before, until somebody is seen. */
  readonly keeper?: Keeper;
  /** Members who no longer count: who is neither here nor among `people` was never a member. */
  readonly former: readonly FormerMember[];
}

export const emptyRoster: Roster = { people: [], admins: [], domains: [], former: [] };

export type Staffed = Pick<Roster, 'people' | 'admins'>;

const staffed = (people: readonly Seat[]): Staffed => ({
  people,
  admins: people
    .filter(isAdmin)
    .map(({ memberId, userId }) => (userId === undefined ? { memberId } : { memberId, userId })),
});

const isAdmin = ({ orgRole }: Seat): boolean => orgRole === 'admin';

export const seatOf = ({ people }: Roster, memberId: string): Seat | undefined =>
  people.find((seat) => seat.memberId === memberId);

export const isAllowed = ({ domains }: Roster, domain: string): boolean =>
  domains.some((allowed) => allowed.domain === domain);

export const seated = ({ people, former }: Roster, seat: Seat): Staffed & Pick<Roster, 'former'> => ({
  ...staffed([...people, seat]),
  former: former.filter(({ memberId }) => memberId !== seat.memberId),
});

/** The domain that a place was given together with: it was allowed for it. */
export const allowedWith = ({ domains }: Roster, seat: Seat): string | undefined =>
  domains.find(({ domain, version }) => domain === seat.domain && version === seat.version)?.domain;

/** A member no longer counts; they may come back. */
export const dismissed = (roster: Roster, memberId: string): Staffed & Pick<Roster, 'former'> => ({
  ...unseated(roster, [memberId]),
  ...remembered(roster, { memberId, orgRole: seatOf(roster, memberId)?.orgRole }),
});

export const formerOf = ({ former }: Roster, memberId: string): FormerMember | undefined =>
  former.find((each) => each.memberId === memberId);

export const remembered = ({ former }: Roster, member: FormerMember): Pick<Roster, 'former'> => ({
  former: [...former.filter(({ memberId }) => memberId !== member.memberId), member],
});

export const unseated = ({ people }: Roster, memberIds: readonly string[]): Staffed =>
  staffed(people.filter(({ memberId }) => !memberIds.includes(memberId)));

export const reseated = ({ people }: Roster, memberId: string, change: Partial<Seat>): Staffed =>
  staffed(people.map((seat) => (seat.memberId === memberId ? { ...seat, ...change } : seat)));

/** The Org Admins who joined: one who was only invited cannot act yet. */
export const activeAdmins = ({ admins }: Pick<Roster, 'admins'>): string[] =>
  admins.filter(({ userId }) => userId !== undefined).map(({ memberId }) => memberId);

export const hasActiveAdmin = (roster: Pick<Roster, 'admins'>): boolean => activeAdmins(roster).length > 0;

export const peopleIn = ({ people }: Roster, domain: string): Seat[] => people.filter((seat) => seat.domain === domain);
