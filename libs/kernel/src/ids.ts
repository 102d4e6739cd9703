import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** A new time-ordered id (UUID v7). */
export const newId = (): string => v7();

/** The same id for the same parts, always: how a repeated step finds what its first run made (UUID v8, SHA-256). */
export function idFrom(...parts: string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
