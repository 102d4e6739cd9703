import { emailDomainOf } from './email-domain.js';
import { memberIdOf, type OrgRole } from './member-state.js';
import { differences, type OnFile } from './on-file.js';
import { OrganizationRoster } from './organization-roster.js';
import {
  type Admission,
  type Claim,
  type Dismissal,
  type Enrollment,
  type Newcomer,
  organizationIdOf,
  type Returning,
} from './organization-state.js';
import {
  dismissed,
  domainInUse,
  domainUnknown,
  emptyRoster,
  isAllowed,
  type newDomain,
  remembered,
  reseated,
  type Seat,
  seated,
  unseated,
} from './roster.js';
import { isSameText, isSameZip, type Typed } from './typed.js';

export * from './organization-record.js';
export * from './organization-state.js';

/** A provider or submitter of a program: on file from the day its token is issued, active once a person claimed it. */
export class Organization extends OrganizationRoster {
  static enroll({ program, taxIdPrint, onFile }: Enrollment): Organization {
    const id = organizationIdOf(program, taxIdPrint);
    const organization = new Organization({
      id,
      program,
      taxIdPrint,
      ...onFile,
      status: 'unclaimed',
      ...emptyRoster,
    });
    organization.become({}, { type: 'OrganizationEnrolled', organizationId: id, program });
    return organization;
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

  /** Takes a person in, once, also when asked again; into a new domain only if that is confirmed (D-09, D-36). */
  admit(newcomer: Newcomer, { by, at, confirmed, otherwise }: Admission): void {
    const { memberId, domain } = newcomer;
    if (this.seatOf(memberId)) return;
    if (!isAllowed(this.state, domain)) this.allow(domain, confirmed ? at : undefined, otherwise);
    const seat = { ...newcomer, since: at, version: this.version + 1 };
    this.staff(seated(this.state, seat), by, this.rosterChange({ memberId, by }));
    this.seen(memberId, at);
  }

  /** Lets a person go, once; never the last active Org Admin (D-30). */
  dismiss(memberId: string, dismissal: Dismissal): void {
    if (!this.seatOf(memberId)) return;
    this.staff(dismissed(this.state, memberId), dismissal.by, this.rosterChange({ memberId, ...dismissal }));
  }

  /** Lets go of a member who ended by themselves, if they are still in the place that they ended in. */
  release({ memberId, counts, state }: Returning, dismissal: Dismissal): void {
    const left = this.seatOf(memberId);
    if (!counts && left && left.version <= state.roster) this.dismiss(memberId, dismissal);
  }

  /** Takes back a person who does not count, with the level they had; one who ended by themselves leaves their old place. */
  readmit({ memberId, counts, state }: Returning, admission: Admission): void {
    if (counts && this.seatOf(memberId)) return;
    this.release({ memberId, counts, state }, { by: admission.by, cause: 'never-assigned' });
    const { userId, emailDomain: domain } = state;
    const orgRole = this.roleOf(memberId) ?? state.orgRole;
    this.admit({ memberId, domain, orgRole, ...(userId !== undefined && { userId }) }, admission);
  }

  /** Gives a member their level across the organization; one who does not count comes back with it (MC-PRM-15, D-30). */
  setRole(memberId: string, orgRole: OrgRole, by: string): void {
    if (this.roleOf(memberId) === orgRole) return;
    const seat = this.seatOf(memberId);
    const changed = seat ? reseated(this.state, memberId, { orgRole }) : remembered(this.state, { memberId, orgRole });
    this.staff({ ...this.state, ...changed }, by, this.rosterChange({ memberId, by }));
  }

  /** The person has an account from now on, and counts as an active admin if they are one. */
  join(memberId: string, userId: string, at: Date): void {
    const seat = this.seatOf(memberId);
    if (!seat || seat.userId === userId) return;
    this.become(reseated(this.state, memberId, { userId }));
    this.seen(memberId, at);
  }

  /** Only once nobody who counts has an address of it (MC-DOM-02). `gone` were never written as members. */
  removeDomain(domain: string, gone: readonly string[] = []): void {
    if (!isAllowed(this.state, domain)) throw domainUnknown();
    const left = unseated(this.state, gone);
    const users = left.people.filter((seat) => seat.domain === domain).map(({ memberId }) => memberId);
    if (users.length > 0) throw domainInUse({ domain, users });
    const domains = this.state.domains.filter((allowed) => allowed.domain !== domain);
    this.become({ ...left, domains }, { type: 'DomainRemoved', organizationId: this.id, domain });
  }

  private allow(domain: string, since: Date | undefined, otherwise: typeof newDomain): void {
    if (!since) throw otherwise({ domain });
    const domains = [...this.state.domains, { domain, since, version: this.version + 1 }];
    this.become({ domains }, { type: 'DomainAdded', organizationId: this.id, domain });
  }

  private giveTo(claim: Claim): void {
    const { id, program, legalName, kinds } = this.state;
    const { registrationId, userId, emailDomain, at } = claim;
    const memberId = memberIdOf(id, userId);
    const admitted = { since: at, version: this.version + 1 };
    const founder: Seat = { memberId, userId, domain: emailDomain, orgRole: 'admin', ...admitted };
    const domains = [{ domain: emailDomain, ...admitted }];
    const keeper = { memberId, seenAt: at, version: this.version + 1 };
    const told = { program, legalName, kinds, registrationId, userId, memberId, emailDomain };
    this.become(
      { status: 'active', claimedBy: claim, ...seated(this.state, founder), domains, keeper },
      { type: 'OrganizationClaimed', organizationId: id, ...told },
    );
  }

  private refuseClaim({ registrationId }: Claim): void {
    this.become({}, { type: 'OrganizationClaimRefused', organizationId: this.id, registrationId });
  }
}
