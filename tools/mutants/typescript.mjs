// Loaded into Stryker's worker: lets Node read the TypeScript sources as jest does, and gives the specs what they take
// from jest. Jest itself will not do: beside ES modules its runner runs no test for what is read at import.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import jest from '../../jest.config.mjs';
import './jest-globals.mjs';

const [, swc] = jest.transform['^.+\\.ts$'];
const ours = {
  '@jest/globals': new URL('jest-globals.mjs', import.meta.url).href,
  'fast-check': new URL('fast-check.mjs', import.meta.url).href,
};

registerHooks({
  resolve(specifier, context, next) {
    if (!context.parentURL?.endsWith('.ts')) return next(specifier, context);
    if (ours[specifier]) return { url: ours[specifier], shortCircuit: true };
    const source = specifier.startsWith('.') && new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    return source && existsSync(source) ? { url: source.href, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const { source } = next(url, { ...context, format: 'module' });
    const { code } = transformSync(source.toString(), { ...swc, filename: fileURLToPath(url) });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
