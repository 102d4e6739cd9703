// What is in an exported audit chain, and what is wrong with it. A file is JSON lines: what it is, the signed heads, then
// every record, oldest first.
import { createPublicKey, verify } from 'node:crypto';

export const form = 'portico-audit/1';

const isKey = (text) => text.includes('PUBLIC KEY') || text.trimStart().startsWith('{');

/** Public keys in a text: PEM, a JWK, or the answer of `GET /organizations/:id/audit/proof`. */
export function publicKeyIn(text) {
  if (!isKey(text)) throw new Error('The key is neither PEM nor JSON.');
  if (!text.trimStart().startsWith('{')) return createPublicKey(text);
  const { publicKey, kty, crv, x } = JSON.parse(text);
  return publicKey ? createPublicKey(publicKey) : createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
}

const isGenuine = (head, { keys, signedText }) =>
  keys.some((key) => verify(null, Buffer.from(signedText(head)), key, Buffer.from(head.signature ?? '', 'base64url')));

/** Heads in a text: lines of an export, or the answer of `GET /organizations/:id/audit/proof`. */
export function headsIn(text) {
  const whole = parsed(text);
  if (Array.isArray(whole?.heads)) return whole.heads;
  return text.split('\n').flatMap((line) => parsed(line)?.head ?? []);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Checks the lines of an export. `rules` = {ChainCheck, signedText} of the organization service; `keys` are public keys,
 * `heads` more heads, kept elsewhere. Answers {organizationId, number, signed, fault?}.
 */
export async function checkChain(lines, { rules, keys, heads: known = [] }) {
  const { organizationId, heads, records } = await opened(lines);
  const all = [...known, ...heads].filter((head) => head.organizationId === organizationId);
  const unsigned = all.find((head) => !isGenuine(head, { keys, signedText: rules.signedText }));
  const check = new rules.ChainCheck(organizationId, all);
  for await (const record of records) check.take(record && { ...record, organizationId });
  const fault = unsigned ? forgedHead(unsigned) : check.end();
  return { organizationId, number: check.number, signed: Math.max(0, ...all.map(({ number }) => number)), fault };
}

const forgedHead = ({ number, at }) => ({
  kind: 'forged',
  number,
  text: `the head of ${at}, behind record ${number}, has no signature of this key`,
});

async function opened(lines) {
  const iterator = lines[Symbol.asyncIterator]();
  const about = parsed((await iterator.next()).value ?? '');
  if (about?.form !== form) throw new Error(`This is no export of an audit chain (${form}).`);
  const heads = [];
  let line = await iterator.next();
  for (; !line.done && parsed(line.value)?.head; line = await iterator.next()) heads.push(parsed(line.value).head);
  return { organizationId: about.organizationId, heads, records: recordsIn(iterator, line) };
}

async function* recordsIn(iterator, first) {
  for (let line = first; !line.done; line = await iterator.next())
    if (line.value.trim()) yield parsed(line.value)?.record;
}
