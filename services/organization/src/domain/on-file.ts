import { type FieldFault, refusal } from '@portico/kernel';
import { isNpi } from './npi.js';
import { isTaxId, taxIdOf, type TaxIdType } from './tax-id.js';

export type OrganizationKind = 'provider' | 'submitter';

export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export interface Npi {
  readonly npi: string;
  readonly providerName: string;
  readonly providerType: string;
  readonly enrollmentType: string;
}

/** What the department knows of an organization. */
export interface OnFile {
  readonly legalName: string;
  readonly kinds: readonly OrganizationKind[];
  readonly taxIdType: TaxIdType;
  /** Nine digits. */
  readonly taxId: string;
  readonly payTo: Address;
  readonly contactEmail: string;
  readonly npis: readonly Npi[];
}

export const taxIdInvalid = refusal('invalid', 'tax-id-invalid', 'This number cannot be a tax id of the type named.');
export const npiInvalid = refusal('invalid', 'npi-invalid', 'One of the numbers is no valid NPI, or is listed twice.');

/** The data on file in one form, whatever order and spelling it came in; refuses numbers that cannot be. */
export function onFileOf(told: OnFile): OnFile {
  mustBeTaxId(told);
  mustBeNpis(told.npis);
  return {
    legalName: told.legalName,
    kinds: [...told.kinds].sort(),
    taxIdType: told.taxIdType,
    taxId: taxIdOf(told.taxIdType, told.taxId).digits,
    payTo: addressOf(told.payTo),
    contactEmail: told.contactEmail.toLowerCase(),
    npis: told.npis.map(npiOf),
  };
}

/** Names of the fields in which two data on file differ. */
export function differences(one: OnFile, other: OnFile): string[] {
  const fields = ['legalName', 'kinds', 'payTo', 'contactEmail', 'npis'] as const;
  return fields.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]));
}

function addressOf({ line1, line2, city, state, zip }: Address): Address {
  return line2 === undefined ? { line1, city, state, zip } : { line1, line2, city, state, zip };
}

function npiOf({ npi, providerName, providerType, enrollmentType }: Npi): Npi {
  return { npi, providerName, providerType, enrollmentType };
}

function mustBeTaxId({ taxIdType, taxId }: OnFile): void {
  if (isTaxId(taxIdType, taxId)) return;
  const { code, message } = taxIdInvalid();
  throw taxIdInvalid({ errors: [{ pointer: '/organization/taxId', code, message }] });
}

function mustBeNpis(npis: readonly Npi[]): void {
  const errors = npis.flatMap(({ npi }, place) =>
    npiFault(
      npi,
      place,
      npis.findIndex((other) => other.npi === npi),
    ),
  );
  if (errors.length > 0) throw npiInvalid({ errors });
}

function npiFault(npi: string, place: number, first: number): FieldFault[] {
  const pointer = `/organization/npis/${place}/npi`;
  if (!isNpi(npi)) return [{ pointer, code: 'npi-invalid', message: 'This number is no valid NPI.' }];
  return first < place ? [{ pointer, code: 'npi-invalid', message: 'This NPI is listed twice.' }] : [];
}
