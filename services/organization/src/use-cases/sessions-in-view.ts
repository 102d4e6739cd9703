/** Sessions of people; identity keeps them. */
export abstract class SessionsInView {
  /** How many of an account's sessions have this organization in view; nothing if identity does not say so now. */
  abstract count(userId: string, organizationId: string): Promise<number | undefined>;
}
