import type { Rights, Standing } from '@portico/access';
import type { Actor } from '@portico/kernel';

/** What organizations gave their members, as the organization service tells it: a projection that lags by moments. */
export abstract class Standings {
  /** Of the member who acts. Refuses `rights-behind` when they are not known to be newer than five seconds. */
  abstract current(actor: Actor): Promise<Rights>;
  /** Keeps it unless a newer one of this member is there. */
  abstract keep(standing: Standing): Promise<void>;
  /** Throws away those of an organization, or all. */
  abstract forget(organizationId?: string): Promise<void>;
  /** Waits until everything that was told has arrived. */
  abstract settle(): Promise<void>;
}
