/** The keyed hash of a mail address: tells equal ones without an index of addresses. A port, for the key is not the domain's. */
export abstract class EmailPrints {
  /** Of an address in lower case. */
  abstract of(email: string): string;
}
