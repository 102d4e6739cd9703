import type { Standing } from '@portico/access';

/** What organizations gave their members, as the organization service tells it: a projection that lags by moments. */
export abstract class Standings {
  /** Keeps it unless a newer one of this member is there. */
  abstract keep(standing: Standing): Promise<void>;
  /** Throws away those of an organization, or all. */
  abstract forget(organizationId?: string): Promise<void>;
  /** Waits until everything that was told has arrived. */
  abstract settle(): Promise<void>;
}
