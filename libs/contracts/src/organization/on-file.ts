import { Email, OneOf, Part, Parts, Pattern, Text, Words } from '../fields.js';
import {
  npiForm,
  type OrganizationKind,
  organizationKinds,
  taxIdForm,
  type TaxIdType,
  taxIdTypes,
  zipForm,
} from '../words.js';

/** Where the department sends payments and letters. */
export class PayToAddress {
  @Text(120) line1: string;
  @Text(120, { optional: true }) line2?: string;
  @Text(80) city: string;
  @Pattern(/^[A-Z]{2}$/, { example: 'CA' }) state: string;
  @Pattern(zipForm, { example: '95814' }) zip: string;
}

/** A provider number on file, with its provider. */
export class NpiOnFile {
  @Pattern(npiForm, { example: '1234567893' }) npi: string;
  @Text(200) providerName: string;
  @Text(80) providerType: string;
  @Text(80) enrollmentType: string;
}

/** The data on file of an organization, as the department knows it. */
export class OrganizationOnFile {
  @Text(200) legalName: string;
  @Words({ min: 1, max: 2, of: organizationKinds }) kinds: OrganizationKind[];
  @OneOf(taxIdTypes) taxIdType: TaxIdType;
  @Pattern(taxIdForm, { secret: true }) taxId: string;
  @Part(() => PayToAddress) payTo: PayToAddress;
  @Email() contactEmail: string;
  @Parts(() => NpiOnFile, { min: 1, max: 500 }) npis: NpiOnFile[];
}
