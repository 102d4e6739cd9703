import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Ed25519HeadSignatures } from '../src/adapters/ed25519.head-signatures.js';
import { ChainCheck, type Fault } from '../src/domain/audit/chain-check.js';
import { type SignedHead, signedText } from '../src/domain/audit/head.js';
import type { AuditRecord } from '../src/domain/audit/record.js';
import { aChain, clinic, headAt, mended } from './chains.js';

/** What `npm run audit -- verify` is made of; plain JavaScript. */
interface Tool {
  form: string;
  checkChain(lines: AsyncIterable<string>, by: object): Promise<{ number: number; signed: number; fault?: Fault }>;
  publicKeyIn(text: string): unknown;
  headsIn(text: string): SignedHead[];
}

const tool = (await import(new URL('../../../tools/audit/chain-file.mjs', import.meta.url).href)) as Tool;
const jwk = (kid: string) => ({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid });
const platformKey = jwk('platform');
const platform = new Ed25519HeadSignatures(JSON.stringify(platformKey));
const impostor = new Ed25519HeadSignatures(JSON.stringify(jwk('platform')));

const chain = aChain(20);
const signed = (number: number, by = platform) => by.sign(headAt(chain, number));
const heads = [signed(18), signed(10)];

interface Exported {
  records?: (AuditRecord | undefined)[];
  heads?: SignedHead[];
}

/** As the export writes it: records without their organization, which stands in the first line. */
const linesOf = ({ records = chain, heads: known = heads }: Exported): string[] => [
  JSON.stringify({ form: tool.form, organizationId: clinic, exportedAt: 'now' }),
  ...known.map((head) => JSON.stringify({ head })),
  ...records.map((record) => (record ? JSON.stringify({ record: { ...record, organizationId: undefined } }) : '{bad')),
];

async function* streamed(lines: string[]) {
  yield* lines;
}

async function check(exported: Exported, further: { heads?: SignedHead[] } = {}) {
  const by = { rules: { ChainCheck, signedText }, keys: [tool.publicKeyIn(platform.publicKey)], ...further };
  const { fault, number, signed: upTo } = await tool.checkChain(streamed(linesOf(exported)), by);
  return fault ? `${fault.kind} ${fault.number}` : `whole ${number}, signed ${upTo}`;
}

const at = (number: number) => chain[number - 1] as AuditRecord;

describe('an exported chain', () => {
  it('that nobody touched is whole [X-08]', async () => {
    expect(await check({})).toBe('whole 20, signed 18');
    expect(await check({ records: [], heads: [] })).toBe('whole 0, signed 0');
  });

  it.each<[string, Exported, string]>([
    ['was changed', { records: chain.with(6, { ...at(7), actor: 'somebody else' }) }, 'changed 7'],
    ['is missing', { records: chain.toSpliced(6, 1) }, 'missing 7'],
    ['was swapped with another', { records: chain.with(6, at(12)).with(11, at(7)) }, 'swapped 7'],
    ['was cut off with all that follow', { records: chain.slice(0, 14) }, 'cut 15'],
    ['was forged', { records: chain.with(6, mended(at(7), { actor: 'somebody else' })) }, 'forged 7'],
    ['cannot be read', { records: chain.with(6, undefined as never) }, 'changed 7'],
    ['was signed by somebody else', { heads: [signed(18, impostor), signed(10)] }, 'forged 18'],
    ['has a head that was changed', { heads: [{ ...signed(18), number: 17 }, signed(10)] }, 'forged 17'],
  ])('of which a record %s is found out [X-08]', async (_, exported, words) => {
    expect(await check(exported)).toBe(words);
  });

  it('cut together with its heads is found out by heads that were kept elsewhere', async () => {
    const cut = { records: chain.slice(0, 14), heads: [signed(10)] };
    expect(await check(cut)).toBe('whole 14, signed 10');
    expect(await check(cut, { heads: [signed(18)] })).toBe('cut 15');
  });

  it('is nothing else: another file is refused', async () => {
    await expect(tool.checkChain(streamed(['{"some":"file"}']), {})).rejects.toThrow('no export');
    await expect(tool.checkChain(streamed([]), {})).rejects.toThrow('no export');
  });
});

describe('keys and heads are read', () => {
  it('from a PEM, a JWK, and the answer of the API', async () => {
    const { d: _, ...publicJwk } = platformKey as Record<string, unknown>;
    const proof = { organizationId: clinic, heads, publicKey: platform.publicKey };
    for (const text of [platform.publicKey, JSON.stringify(publicJwk), JSON.stringify(proof)]) {
      const by = { rules: { ChainCheck, signedText }, keys: [tool.publicKeyIn(text)] };
      expect((await tool.checkChain(streamed(linesOf({})), by)).fault).toBeUndefined();
    }
    expect(() => tool.publicKeyIn('no key')).toThrow('neither PEM nor JSON');
    expect(tool.headsIn(JSON.stringify(proof))).toEqual(heads);
    expect(tool.headsIn(linesOf({}).join('\n'))).toEqual(heads);
  });
});
