import type { EnrolledView, OrganizationOnFile, TaxIdType } from '@portico/contracts';

/** What a person typed of the data on file. */
export interface TypedOnFile {
  taxIdType: TaxIdType;
  taxId: string;
  payToZip: string;
  contactEmail: string;
}

/** What the department has on file; the organization service keeps it, here it is only asked. */
export abstract class OrganizationsOnFile {
  /** Puts an organization on file, or corrects its file; the same one is enrolled once. */
  abstract enroll(program: string, organization: OrganizationOnFile): Promise<EnrolledView>;
  /** Where the letter goes, and whether anybody has set the organization up. */
  abstract enrollment(organizationId: string): Promise<EnrolledView>;
  /** Whether all of it is right; never which part is not (D-04). */
  abstract matches(organizationId: string, typed: TypedOnFile): Promise<boolean>;
}
