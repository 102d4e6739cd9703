import { Aggregate, idFrom, refusal } from '@portico/kernel';
import { emailDomainOf } from './email-domain.js';
import { memberIdOf } from './member.js';
import { differences, type OnFile } from './on-file.js';
import type { OrganizationEvent } from './organization.events.js';

export const organizationUnknown = refusal(
  'not-found',
  'organization-unknown',
  'There is no such organization on file.',
);

/** An Org Admin; who is one is decided here and nowhere else, so that the last one cannot be lost to a race. */
export interface OrgAdmin {
  readonly memberId: string;
  readonly userId: string;
}

export interface AllowedDomain {
  readonly domain: string;
  readonly since: Date;
}

/** Who set the organization up, and through which registration. */
export interface Claim {
  readonly registrationId: string;
  readonly userId: string;
  readonly emailDomain: string;
  readonly at: Date;
}

export interface OrganizationState extends OnFile {
  readonly id: string;
  readonly program: string;
  /** Keyed hash of type and digits. */
  readonly taxIdPrint: string;
  readonly status: 'unclaimed' | 'active';
  readonly claimedBy?: Claim;
  readonly domains: readonly AllowedDomain[];
  readonly admins: readonly OrgAdmin[];
}

export interface Enrollment {
  readonly program: string;
  readonly taxIdPrint: string;
  readonly onFile: OnFile;
}

/** What a person typed of the data on file. */
export interface Typed {
  readonly taxIdPrint: string;
  readonly payToZip: string;
  readonly contactEmail: string;
}

/** A program knows one organization per tax id, however often it is enrolled. */
export const organizationIdOf = (program: string, taxIdPrint: string): string =>
  idFrom('organization', program, taxIdPrint);

/** A provider or submitter of a program: on file from the day its token is issued, active once a person claimed it. */
export class Organization extends Aggregate<OrganizationState, OrganizationEvent> {
  static enroll({ program, taxIdPrint, onFile }: Enrollment): Organization {
    const id = organizationIdOf(program, taxIdPrint);
    const organization = new Organization({
      id,
      program,
      taxIdPrint,
      ...onFile,
      status: 'unclaimed',
      domains: [],
      admins: [],
    });
    organization.become({}, { type: 'OrganizationEnrolled', organizationId: id, program });
    return organization;
  }

  get isActive(): boolean {
    return this.state.status === 'active';
  }

  /** Whether there is anything to save. */
  get hasChanged(): boolean {
    return this.recorded.length > 0;
  }

  /** The department corrects its file while nobody has set the organization up; afterwards the file stays as it was. */
  updateOnFile(onFile: OnFile): void {
    const fields = differences(this.state, onFile);
    if (this.isActive || fields.length === 0) return;

    const { id, program } = this.state;
    this.become({ ...onFile }, { type: 'OrganizationEnrolled', organizationId: id, program, fields });
  }

  /** All three or nothing, all compared always: neither the answer nor its time tells which one is wrong (D-04). */
  matches(typed: Typed): boolean {
    const { taxIdPrint, payTo, contactEmail } = this.state;
    const answers = [
      isSameText(taxIdPrint, typed.taxIdPrint),
      isSameZip(payTo.zip, typed.payToZip),
      isSameText(contactEmail, typed.contactEmail.toLowerCase()),
    ];
    return answers.every(Boolean);
  }

  /** Once: the first registration to finish gets the organization, any other gets a refusal as a fact (MC-TOK-08). */
  claim(claim: Claim): void {
    if (this.state.claimedBy?.registrationId === claim.registrationId) return;
    if (this.isActive) return this.refuseClaim(claim);
    this.giveTo({ ...claim, emailDomain: emailDomainOf(claim.emailDomain) });
  }

  private giveTo(claim: Claim): void {
    const { id, program, legalName, kinds } = this.state;
    const { registrationId, userId, emailDomain, at } = claim;
    const memberId = memberIdOf(id, userId);
    const admins = [{ memberId, userId }];
    const domains = [{ domain: emailDomain, since: at }];
    const told = { program, legalName, kinds, registrationId, userId, memberId, emailDomain };
    this.become(
      { status: 'active', claimedBy: claim, admins, domains },
      { type: 'OrganizationClaimed', organizationId: id, ...told },
    );
  }

  private refuseClaim({ registrationId }: Claim): void {
    this.become({}, { type: 'OrganizationClaimRefused', organizationId: this.id, registrationId });
  }
}

/** Compares every character, so that the time taken tells nothing but the length. */
function isSameText(one: string, other: string): boolean {
  const length = Math.max(one.length, other.length);
  let difference = one.length ^ other.length;
  for (let place = 0; place < length; place += 1) difference |= one.charCodeAt(place) ^ other.charCodeAt(place);
  return difference === 0;
}

/** ZIP of five or nine digits: when either has five, the first five decide. */
function isSameZip(one: string, other: string): boolean {
  const [first, second] = [one.replace('-', ''), other.replace('-', '')];
  const deciding = first.length === 9 && second.length === 9 ? 9 : 5;
  return isSameText(first.slice(0, deciding), second.slice(0, deciding));
}
