import type { SavedAggregate } from '@portico/kernel';
import type { Npi } from './npi.js';

/** The NPIs of all organizations; for our own reactions, and for `Sight`, which judges who sees one. */
export abstract class Npis {
  abstract get(npiId: string): Promise<Npi | undefined>;
  abstract save(npi: Npi): Promise<SavedAggregate>;
}
