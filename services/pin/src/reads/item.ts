import type { Rights } from '@portico/access';
import type { NpiItemView } from '@portico/contracts';
import type { StoredNpi } from '../adapters/mongo.npis.js';
import { levelOn } from './level-on.js';

/** An NPI as one person sees it; there is no PIN in it, nor anything to make one of (MC-PIN-06). */
export function itemOf(stored: StoredNpi, rights: Rights, at: Date): NpiItemView {
  const { npi, providerName, providerType, enrollmentType, status } = stored;
  return { npi, providerName, providerType, enrollmentType, status, level: levelOn(rights, npi, at) };
}
