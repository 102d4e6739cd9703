/** Which organizations an account belongs to now. */
export abstract class AccountMemberships {
  abstract of(accounts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}
