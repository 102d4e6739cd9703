import type { NpiLevel, OrgRole, Standing } from '@portico/access';
import { MemberStandingChanged, NpiAttached, NpiDetached } from '@portico/contracts';
import { type Actor, idFrom, Random } from '@portico/kernel';
import { Npi } from '../src/domain/npi.js';
import { Pin } from '../src/domain/pin.js';

export const today = new Date('2026-11-22T18:00:00Z');
export const clinic = idFrom('organization', 'clinic');
export const pharmacy = idFrom('organization', 'pharmacy');
export const [first, second, third] = ['1234567893', '1558598797', '1999999984'] as const;

/** Gives the numbers that a test names, then starts over. */
export class Dice extends Random {
  #at = 0;

  constructor(private readonly throws: readonly number[]) {
    super();
  }

  bytes(count: number): Buffer {
    return Buffer.alloc(count);
  }

  below(limit: number): number {
    const thrown = this.throws[this.#at++ % this.throws.length] ?? 0;
    return thrown % limit;
  }
}

export const making = (...throws: number[]) => ({ random: new Dice(throws), digits: 7 });

export const at = (instant: string, zone = 'America/Los_Angeles') => ({ at: new Date(instant), zone });

export const holder = (person = 'maria', organizationId = clinic) => ({
  organizationId,
  memberId: idFrom('member', organizationId, person),
});

export const anIssuedPin = (...throws: number[]): Pin => {
  const { state } = Pin.issue({ organizationId: clinic, program: 'medi-cal', npi: first }, making(...throws), today);
  return new Pin(state, 1);
};

export const attachment = (npi: string = first, change: Partial<NpiAttached> = {}): NpiAttached =>
  Object.assign(new NpiAttached(), {
    organizationId: clinic,
    program: 'medi-cal',
    npi,
    providerName: 'Sunrise Family Practice',
    providerType: 'Group',
    enrollmentType: 'Enrolled',
    version: 2,
    ...change,
  });

export const detachment = (npi: string = first, change: Partial<NpiDetached> = {}): NpiDetached =>
  Object.assign(new NpiDetached(), { organizationId: clinic, program: 'medi-cal', npi, version: 3, ...change });

export function anNpi(npi: string = first, change: Partial<NpiAttached> = {}): Npi {
  const fact = attachment(npi, change);
  const made = Npi.unheard(fact);
  made.attach(fact);
  return made;
}

export const level = (npi: string, given: NpiLevel, limits: { from?: string; to?: string } = {}) => ({
  npi,
  level: given,
  ...limits,
  by: idFrom('user', 'anna'),
  at: '2026-10-01T00:00:00.000Z',
});

/** What the clinic gave a person; an Org Admin unless told otherwise. */
export const standing = (person = 'anna', change: Partial<Standing> = {}): Standing => ({
  ...holder(person, change.organizationId),
  organizationId: clinic,
  userId: idFrom('user', person),
  program: 'medi-cal',
  status: 'active',
  orgRole: 'admin',
  by: idFrom('user', 'anna'),
  at: '2026-10-01T00:00:00.000Z',
  npis: [],
  types: [],
  version: 1,
  ...change,
});

/** Somebody with these levels on NPIs and none across the organization. */
export const staff = (person: string, ...npis: ReturnType<typeof level>[]): Standing =>
  standing(person, { orgRole: 'none' satisfies OrgRole, npis });

export const told = (of: Standing): MemberStandingChanged =>
  Object.assign(new MemberStandingChanged(), {
    ...structuredClone(of),
    organizationName: 'Clinic',
    kinds: ['provider'],
  });

/** The person with that organization in view. */
export const viewing = (
  { organizationId, memberId, userId, program }: Standing,
  change: Partial<Actor> = {},
): Actor => ({
  kind: 'user',
  userId,
  organizationId,
  memberId,
  program,
  ...change,
});
