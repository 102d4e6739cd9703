/** Session tokens: 256 bits, derived from what the record keeps, so that the same start has the same token. */
export abstract class SessionTokens {
  /** What the record of a new session keeps. */
  abstract fresh(sessionId: string): { salt: string; tokenHash: string };
  abstract inClear(sessionId: string, salt: string): string;
  abstract hashOf(token: string): string;
}
