import type { Actor } from '@portico/kernel';
import type { Fact } from './decision.js';
import type { NpiGrant, Standing, TypeGrant } from './standing.js';

/** A level on an NPI with its limits read. A limit that cannot be read is `NaN`, which no instant is within. */
export class HeldLevel {
  readonly fact: Fact;
  readonly #from: number;
  readonly #to: number;

  constructor(readonly grant: NpiGrant) {
    const { npi, level, from, to, by, at } = grant;
    this.fact = { kind: 'npi-level', source: 'npi-permissions', about: `${npi} ${level}`, by, at };
    this.#from = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
    this.#to = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
  }

  /** Why it is not in force at this instant; nothing when it is. */
  whyNotAt(at: number): Fact | undefined {
    if (!(at >= this.#from)) return { ...this.fact, kind: 'npi-level-not-yet', at: this.grant.from };
    return at < this.#to ? undefined : { ...this.fact, kind: 'npi-level-ended', at: this.grant.to };
  }
}

const nothing: readonly never[] = [];

/** A member's standing made ready for many questions: what is held on an NPI is found by one look-up. */
export class Rights {
  readonly organizationLevel: Fact;
  readonly #lapses: number;
  #levels?: ReadonlyMap<string, readonly HeldLevel[]>;
  #types?: ReadonlyMap<string, readonly TypeGrant[]>;

  private constructor(readonly standing: Standing) {
    const { orgRole, by, at, lapsesAt } = standing;
    this.organizationLevel = { kind: 'organization-level', source: 'organization-permission', about: orgRole, by, at };
    this.#lapses = lapsesAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(lapsesAt);
  }

  static of(standing: Standing): Rights {
    return new Rights(standing);
  }

  /** Whether these are the rights of this actor in the organization that they have in view. */
  areOf({ userId, memberId, organizationId }: Actor): boolean {
    const { standing } = this;
    const isMember = standing.memberId === memberId && standing.organizationId === organizationId;
    return isMember && (standing.userId === undefined || standing.userId === userId);
  }

  /** Why the member has nothing at all at this instant; nothing when they do. */
  whyIdleAt(at: number): Fact | undefined {
    const { status, lapsesAt } = this.standing;
    if (status !== 'active') return { kind: 'member-inactive', source: 'membership', about: status };
    return at < this.#lapses ? undefined : { kind: 'member-lapsed', source: 'membership', at: lapsesAt };
  }

  /** NPIs on which anything was given. */
  npis(): Iterable<string> {
    return this.#levelsByNpi().keys();
  }

  levelsOn(npi: string): readonly HeldLevel[] {
    return this.#levelsByNpi().get(npi) ?? nothing;
  }

  typesOn(npi: string): readonly TypeGrant[] {
    this.#types ??= byNpi(this.standing.types, (grant) => grant);
    return this.#types.get(npi) ?? nothing;
  }

  #levelsByNpi(): ReadonlyMap<string, readonly HeldLevel[]> {
    this.#levels ??= byNpi(this.standing.npis, (grant) => new HeldLevel(grant));
    return this.#levels;
  }
}

/** The person whom a question about somebody else's rights is asked for: a member with their organization in view. */
export const memberOf = ({ userId, memberId, organizationId, program }: Standing): Actor => ({
  kind: 'user',
  userId: userId ?? memberId,
  memberId,
  organizationId,
  program,
});

function byNpi<G extends { npi: string }, H>(grants: readonly G[], held: (grant: G) => H): Map<string, H[]> {
  const found = new Map<string, H[]>();
  for (const grant of grants) {
    const others = found.get(grant.npi);
    if (others) others.push(held(grant));
    else found.set(grant.npi, [held(grant)]);
  }
  return found;
}
