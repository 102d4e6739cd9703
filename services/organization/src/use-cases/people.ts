/** Someone with an account, as identity knows them. */
export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly mobilePhone?: string;
}

/** Accounts; identity owns them. */
export abstract class People {
  /** Refuses `not-found` when there is no such account. */
  abstract get(userId: string): Promise<Person>;
}
