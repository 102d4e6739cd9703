import { Aggregate, refusal } from '@portico/kernel';
import { stale } from './member-record.js';
import { isNpi } from './npi.js';
import { type Npi, npiInvalid } from './on-file.js';
import type { OrganizationEvent } from './organization.events.js';
import type { OrganizationState } from './organization-state.js';

export const organizationUnclaimed = refusal(
  'conflict',
  'organization-unclaimed',
  'Nobody has set this organization up yet: enroll it anew with its NPIs.',
);
export const npiAttachedAlready = refusal(
  'conflict',
  'npi-attached-already',
  'This organization has this NPI already.',
);
export const npisTooMany = refusal('conflict', 'npis-too-many', 'An organization cannot have more NPIs.');
export const npiUnknown = refusal('not-found', 'npi-unknown', 'This organization has no such NPI.');

/** As many as its views show. */
const mostNpis = 500;

/** What an organization is beside its people: the NPIs that it holds, and whether the directory shows it. */
export abstract class OrganizationRecord extends Aggregate<OrganizationState, OrganizationEvent> {
  private readonly loaded = this.state;

  get isActive(): boolean {
    return this.state.status === 'active';
  }

  /** Whether there is anything to save. */
  get hasChanged(): boolean {
    return this.state !== this.loaded;
  }

  get isVisible(): boolean {
    return this.state.directoryVisible ?? true;
  }

  mustBeAt(ifMatch: string | undefined): void {
    if (ifMatch !== undefined && ifMatch !== String(this.version)) throw stale();
  }

  /** Its Org Admins hold the NPI at once; what members were given on it before it left is theirs again (D-07, D-41). */
  attach(onFile: Npi): void {
    if (!this.isActive) throw organizationUnclaimed();
    if (!isNpi(onFile.npi)) throw npiInvalid({ errors: [faultOf()] });
    const { npis, formerNpis = [], program } = this.state;
    if (npis.some(({ npi }) => npi === onFile.npi)) throw npiAttachedAlready();
    if (npis.length >= mostNpis) throw npisTooMany({ most: mostNpis });
    const former = formerNpis.filter(({ npi }) => npi !== onFile.npi);
    const fact = { type: 'NpiAttached', organizationId: this.id, program, ...onFile } as const;
    this.become({ npis: [...npis, onFile], formerNpis: former }, fact);
  }

  /** The NPI leaves, on this day; nobody of the organization sees it from then on (MC-PIN-13, D-41). */
  detach(number: string, at: Date): void {
    const { npis, formerNpis = [], program } = this.state;
    const left = npis.find(({ npi }) => npi === number);
    if (!this.isActive || !left) throw npiUnknown();
    const change = { npis: npis.filter((each) => each !== left), formerNpis: [...formerNpis, { ...left, until: at }] };
    this.become(change, { type: 'NpiDetached', organizationId: this.id, program, npi: number });
  }

  /** Affiliations that there are stay as they are (MC-DIR-03). */
  showInDirectory(visible: boolean): void {
    if (visible === this.isVisible) return;
    this.become({ directoryVisible: visible }, { type: 'DirectoryVisibilitySet', organizationId: this.id, visible });
  }
}

function faultOf() {
  const { code, message } = npiInvalid();
  return { pointer: '/npi', code, message };
}
