import { Aggregate, type DomainEvent, searchable } from '@portico/kernel';
import { gramsOf } from './name-grams.js';

/** What the department knows of a provider; kept after the NPI was removed (D-41). */
export interface Provider {
  readonly providerName: string;
  readonly providerType: string;
  readonly enrollmentType: string;
}

/** An NPI of an organization, as of a version of that organization. */
export interface NpiFact {
  readonly organizationId: string;
  readonly program: string;
  readonly npi: string;
  readonly version: number;
}

export interface NpiState extends Partial<Provider> {
  readonly id: string;
  readonly organizationId: string;
  readonly program: string;
  readonly npi: string;
  readonly isAttached: boolean;
  readonly status: 'active' | 'inactive';
  /** The provider's name as it is searched for. */
  readonly search: string;
  readonly grams: readonly string[];
  /** Version of the organization that told this; of two facts the later one counts, in whatever order they come. */
  readonly asOf: number;
}

/** Ids of one organization stand together, in the order of their numbers: lists page along them. */
export const npiIdOf = (organizationId: string, npi: string): string => `${organizationId}|${npi}`;

/** A provider number in the hands of one organization. Nobody is told of it but by the organization's own facts. */
export class Npi extends Aggregate<NpiState, DomainEvent> {
  /** Nothing was heard of it yet. */
  static unheard({ organizationId, program, npi }: NpiFact): Npi {
    const id = npiIdOf(organizationId, npi);
    const status = 'inactive';
    return new Npi({ id, organizationId, program, npi, isAttached: false, status, search: '', grams: [], asOf: -1 });
  }

  /** Whether this was news. */
  attach({ version, providerName, providerType, enrollmentType }: NpiFact & Provider): boolean {
    const search = searchable(providerName);
    const provider = { providerName, providerType, enrollmentType, search, grams: gramsOf(search) };
    return this.hear(version, { ...provider, isAttached: true, status: 'active' });
  }

  /** Nobody finds it any more (MC-PIN-13). Whether this was news. */
  detach({ version }: NpiFact): boolean {
    return this.hear(version, { isAttached: false, status: 'inactive' });
  }

  private hear(asOf: number, change: Partial<NpiState>): boolean {
    if (asOf <= this.state.asOf) return false;
    this.become({ ...change, asOf });
    return true;
  }
}
