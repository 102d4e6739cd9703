import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '@portico/kernel';
import fc from 'fast-check';
import { deepest, longest } from './json-scan.js';
import { strictJson } from './strict-json.js';

const read = (text: string): unknown => strictJson(Buffer.from(text));

function faultOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    const { code, details } = error as Refusal;
    const [fault] = details.errors ?? [];
    return fault ? `${fault.code} at ${fault.pointer}` : code;
  }
  return 'none';
}

describe('strict JSON', () => {
  it('reads whatever JSON.parse reads, if nothing in it is refused', () => {
    const noNull = fc.json({ maxDepth: 5 }).filter((text) => faultOf(text) === 'none');
    fc.assert(fc.property(noNull, (text) => void expect(read(text)).toEqual(JSON.parse(text))));
  });

  it('refuses a doubled name wherever it stands, and none that is not doubled', () => {
    const keys = fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 6 });
    const plain = keys.filter((all) => all.every((key) => !(key in Object.prototype) && !key.includes('\0')));
    fc.assert(
      fc.property(plain, fc.nat(), (all, at) => {
        const members = all.map((key) => `${JSON.stringify(key)}:[{"a":1},{"a":2}]`);
        expect(faultOf(`{${members.join(',')}}`)).toBe('none');
        const again = members[at % members.length] ?? '';
        expect(faultOf(`{"list":[{},{${members.join(',')},${again}}]}`)).toMatch(/^duplicateKey at \/list\/1\//);
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'duplicateKey at /a'],
    ['{"a":1,"\\u0061":2}', 'duplicateKey at /a'],
    ['{"a":{"b":[1,{"c":"]}","c":2}]}}', 'duplicateKey at /a/b/1/c'],
    ['{"a/b":{"~":1,"~":2}}', 'duplicateKey at /a~1b/~0'],
    ['{"a":[1,2,null]}', 'isDefined at /a/2'],
    ['{"a":{"__proto__":{}}}', 'forbiddenKey at /a/__proto__'],
    ['{"\\u005f_proto__":{}}', 'forbiddenKey at /__proto__'],
    ['{"constructor":1}', 'forbiddenKey at /constructor'],
    ['{"a":"x\\u0000"}', 'characters at /a'],
    ['{"a":"\\ud83d"}', 'characters at /a'],
    ['{"a":"\\ud83d\\ude00 \\" , { n"}', 'none'],
    ['{"true":true,"n":"null","e":1e9}', 'none'],
    [`${'['.repeat(deepest)}${']'.repeat(deepest)}`, 'none'],
    [`${'['.repeat(deepest + 1)}${']'.repeat(deepest + 1)}`, `depth at ${'/0'.repeat(deepest)}`],
    [`{"a":[${Array(longest).fill(1).join()}]}`, 'none'],
    [
      `{"a":[${Array(longest + 1)
        .fill(1)
        .join()}]}`,
      `length at /a/${longest}`,
    ],
    [`{${Array.from({ length: longest + 1 }, (_, at) => `"k${at}":1`).join()}}`, `length at /k${longest - 1}`],
    [`${'['.repeat(50_000)}`, 'malformed-json'],
    ['{"a":1,}', 'malformed-json'],
    ["{'a':1}", 'malformed-json'],
    ['NaN', 'malformed-json'],
  ])('judges %.40s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('reads the largest body in a moment, whatever is in it', () => {
    for (const text of [
      `{"a":"${'\\u0061'.repeat(16_000)}"}`,
      `[${'"x",'.repeat(20_000)}1]`,
      `"${'\\"'.repeat(45_000)}"`,
    ]) {
      const from = performance.now();
      faultOf(text);
      expect(performance.now() - from).toBeLessThan(200);
    }
  });

  it('tells a prototype that was polluted: what stands there is no name of a field any more', () => {
    expect(faultOf('{"polluted":1}')).toBe('none');
    Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true });
    expect(faultOf('{"polluted":1}')).toBe('forbiddenKey at /polluted');
    Reflect.deleteProperty(Object.prototype, 'polluted');
  });

  it('takes an empty body for none', () => {
    expect(strictJson(Buffer.alloc(0))).toBeUndefined();
  });
});
