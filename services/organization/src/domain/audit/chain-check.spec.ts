import { jest } from '@jest/globals';
import fc from 'fast-check';
import { aChain, anEntry, chainOf, clinic, headAt, mended } from '../../../test/chains.js';
import { ChainCheck, type Fault } from './chain-check.js';
import type { AuditRecord } from './record.js';

const heads = (chain: AuditRecord[], ...numbers: number[]) => numbers.map((number) => headAt(chain, number));

function faultOf(records: (AuditRecord | undefined)[], known: ReturnType<typeof heads> = []): Fault | undefined {
  const check = new ChainCheck(clinic, known);
  for (const record of records) check.take(record);
  return check.end();
}

const found = (...parts: Parameters<typeof faultOf>) => {
  const { kind, number } = faultOf(...parts) ?? {};
  return kind === undefined ? 'whole' : `${kind} ${number}`;
};

describe('a chain that nobody touched', () => {
  it('is found whole, also with its heads, also when it is empty [X-08]', () => {
    const chain = aChain(30);
    expect(found(chain)).toBe('whole');
    expect(found(chain, heads(chain, 10, 20, 20, 30))).toBe('whole');
    expect(found([])).toBe('whole');
  });

  it('is ordered by time though facts came late', () => {
    const chain = chainOf([anEntry(5), anEntry(2), anEntry(9)]);
    expect(chain.map(({ orderedAt }) => orderedAt)).toEqual([anEntry(5).at, anEntry(5).at, anEntry(9).at]);
    expect(found(chain)).toBe('whole');
  });
});

describe('the check of a chain names', () => {
  const chain = aChain(20);
  const at = (number: number) => chain[number - 1] as AuditRecord;

  it('a record that was changed [X-08]', () => {
    expect(found(chain.with(6, { ...at(7), outcome: 'refused' }))).toBe('changed 7');
    expect(found(chain.with(6, { ...at(7), facts: { ...at(7).facts, after: 'none' } }))).toBe('changed 7');
    expect(found([...chain.slice(0, 6), undefined, ...chain.slice(7)])).toBe('changed 7');
  });

  it('a record that is missing [X-08]', () => {
    expect(found(chain.toSpliced(6, 1))).toBe('missing 7');
    expect(found(chain.toSpliced(0, 3))).toBe('missing 1');
  });

  it('records that were swapped [X-08]', () => {
    expect(found(chain.with(6, at(11)).with(10, at(7)))).toBe('swapped 7');
    expect(found(chain.with(6, at(8)).with(7, at(7)))).toBe('swapped 7');
  });

  it('where the tail was cut, by a head that knows more [X-08]', () => {
    expect(found(chain.slice(0, 12), heads(chain, 9, 18))).toBe('cut 13');
    expect(found([], heads(chain, 1))).toBe('cut 1');
  });

  it('a record that was forged, with a hash that fits it [X-08]', () => {
    const forged = mended(at(7), { actor: 'somebody else' });
    expect(found(chain.with(6, forged))).toBe('forged 7');
    expect(found(chain.with(19, mended(at(20), { actor: 'somebody else' })), heads(chain, 20))).toBe('forged 20');
    expect(found(chain.with(18, mended(at(19), { actor: 'somebody else' })))).toBe('forged 19');
    expect(found(chain.with(6, mended(at(7), { previousHash: 'f'.repeat(64) })))).toBe('forged 7');
    expect(found(chain.with(0, mended(at(1), { previousHash: 'f'.repeat(64) })))).toBe('forged 1');
    expect(found(chain.toSpliced(7, 0, at(7)))).toBe('forged 7');
  });

  it('a tail that was written anew from a forged record on, by the first head behind it', () => {
    const anew = chainOf(chain.map((record, index) => (index < 6 ? record : { ...record, actor: 'somebody else' })));
    expect(found(anew, heads(chain, 5, 9, 18))).toBe('forged 9');
    expect(found(anew, heads(chain, 5))).toBe('whole');
  });

  it('a record of another organization’s chain', () => {
    const other = chainOf([anEntry(1)], 'another');
    expect(found(chain.with(0, other[0] as AuditRecord))).toBe('changed 1');
  });
});

const word = fc.string({ unit: 'grapheme', maxLength: 12 });
const anyEntry = fc
  .record({
    at: fc.nat(50_000),
    actor: word,
    reason: fc.option(word, { nil: undefined }),
    fields: fc.array(word, { maxLength: 3 }),
    facts: fc.dictionary(word, fc.oneof(word, fc.integer(), fc.boolean(), fc.array(word, { maxLength: 3 }))),
  })
  .map(({ at, ...change }) => ({ ...anEntry(at), ...change }));
const anyChain = fc
  .array(anyEntry, { minLength: 1, maxLength: 25 })
  .map((entries) => chainOf(entries.map((entry, at) => ({ ...entry, eventId: `event ${at}` }))));

jest.setTimeout(60_000);

describe('over random chains', () => {
  const holds = (law: (chain: AuditRecord[], pick: (count: number) => number) => void) =>
    fc.assert(
      fc.property(anyChain, fc.infiniteStream(fc.nat()), (chain, numbers) =>
        law(chain, (count) => (numbers.next().value as number) % count),
      ),
      { numRuns: 500 },
    );

  it('an untouched one is whole, read back from its export too', () =>
    holds((chain) => {
      const read = chain.map((record) => JSON.parse(JSON.stringify(record)) as AuditRecord);
      expect(found(read, heads(chain, chain.length))).toBe('whole');
    }));

  it('one changed field is found, whichever it is', () =>
    holds((chain, pick) => {
      const index = pick(chain.length);
      const record = chain[index] as AuditRecord;
      const names = Object.keys(record) as (keyof AuditRecord)[];
      const name = names[pick(names.length)] ?? 'at';
      const broken = chain.with(index, { ...record, [name]: name === 'number' ? record.number : 'changed' });
      if (name === 'number') expect(found(broken)).toBe('whole');
      else expect(found(broken)).toBe(`changed ${index + 1}`);
    }));

  it('one missing, swapped, forged or cut record is named', () =>
    holds((chain, pick) => {
      const all = heads(chain, chain.length);
      const index = pick(chain.length);
      const record = chain[index] as AuditRecord;
      const isLast = index === chain.length - 1;
      expect(found(chain.toSpliced(index, 1), all)).toBe(`${isLast ? 'cut' : 'missing'} ${index + 1}`);
      expect(found(chain.slice(0, index), all)).toBe(`cut ${index + 1}`);
      expect(found(chain.with(index, mended(record, { eventId: 'forged' })), all)).toBe(`forged ${index + 1}`);
      const other = pick(chain.length);
      const first = Math.min(index, other);
      const swapped = chain.with(index, chain[other] as AuditRecord).with(other, record);
      expect(found(swapped, all)).toBe(index === other ? 'whole' : `swapped ${first + 1}`);
    }));
});
