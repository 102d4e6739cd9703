import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

const mapped = '::ffff:';
const bare = (address: string): string => (address.startsWith(mapped) ? address.slice(mapped.length) : address);

/** The client's address behind exactly `hops` proxies: what stands further left in the header anybody may have written. */
export function clientAddress({ socket, headers }: IncomingMessage, hops: number): string {
  const peer = bare(socket.remoteAddress ?? '');
  if (hops === 0) return peer;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const claimed = bare((forwarded.at(-hops) ?? forwarded[0] ?? '').trim());
  return isIP(claimed) === 0 ? peer : claimed;
}

/** One party for limits: an IPv4 address, or the /64 network that one IPv6 client has to itself. */
export function party(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = address.split('::');
  const [first, last] = [wordsOf(head), wordsOf(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}

const wordsOf = (part: string): string[] =>
  part.split(':').flatMap((word) => (word === '' ? [] : [parseInt(word, 16).toString(16)]));
