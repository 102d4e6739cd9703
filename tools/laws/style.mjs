// The style laws are eslint rules; here each is broken once, in memory, and must be reported.
import { ESLint } from 'eslint';
import { join } from 'node:path';

const planted = {
  'no-restricted-syntax': [
    'export const now = () => new Date();',
    'export const luck = () => Math.random();',
    'export const stamp = () => Date.now();',
    'export const f = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];',
  ],
  '@typescript-eslint/no-floating-promises': ['export const f = () => { Promise.resolve(1); };'],
  '@typescript-eslint/switch-exhaustiveness-check': [
    "export const f = (x: 'a' | 'b') => { switch (x) { case 'a': return 1; } };",
  ],
  '@typescript-eslint/no-explicit-any': ['export const f = (x: any) => x;'],
  'no-console': ["console.log('x');"],
  'max-depth': ['export const f = (x: number) => { if (x) { if (x > 1) { if (x > 2) { return 1; } } } return 0; };'],
  'max-lines': [`${'export {};\n'.repeat(230)}`],
  'max-lines-per-function': [`export const f = (x: number) => {\n${'  x += 1;\n'.repeat(30)}  return x;\n};`],
};

/** Rules that did not report what was planted against them. */
export async function styleFaults(root) {
  const eslint = new ESLint({ cwd: root });
  const missed = [];
  for (const [rule, codes] of Object.entries(planted)) {
    for (const code of codes) {
      const [result] = await eslint.lintText(code, { filePath: join(root, 'libs/kernel/src/ids.ts') });
      if (!result.messages.some(({ ruleId }) => ruleId === rule))
        missed.push(`${rule}: its planted violation was not noticed: ${code.slice(0, 60)}`);
    }
  }
  return missed;
}
