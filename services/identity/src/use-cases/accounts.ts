/** An account as the registration of an organization needs to know it. */
export interface Account {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
}

/** The accounts that people already have, in the registration's words. */
export abstract class Accounts {
  /** The account with this login email, in lower case. */
  abstract withEmail(email: string): Promise<Account | undefined>;
  abstract byId(userId: string): Promise<Account | undefined>;
}
