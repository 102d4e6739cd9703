/** Secrets that are handed out but never kept: derived again when they are needed, known again by their keyed hash. */
export abstract class Secrets {
  /** 256 bits in base64url; the same for the same parts, and nothing without the key. `salt` is the aggregate's own. */
  abstract derive(purpose: string, id: string, salt: string): string;
  /** Keyed hash in hex; the same value under two purposes has nothing in common. */
  abstract hash(purpose: string, value: string): string;
  /** Compares in constant time. */
  abstract same(one: string, other: string): boolean;
}
