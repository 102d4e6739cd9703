// What a domain's spec takes from jest, imported or as a global, over mocha: jest's own `expect` and `each`.
import { expect } from 'expect';
import { bind } from 'jest-each';

export { expect };

/** Stands in the place where mocha puts its own before each file, and hands on to that. */
function inPlaceOf(name) {
  let mochas;
  const declare = (title, work) => mochas(title, work);
  const take = (given) => void (mochas = given);
  Object.defineProperty(globalThis, name, { get: () => declare, set: take });
  return Object.assign(declare, { each: bind(declare) });
}

export const describe = inPlaceOf('describe');
export const it = inPlaceOf('it');
export const test = it;
export const beforeEach = (work) => globalThis.beforeEach(work);
export const afterEach = (work) => globalThis.afterEach(work);
export const beforeAll = (work) => globalThis.before(work);
export const afterAll = (work) => globalThis.after(work);
/** Nothing of jest's own is needed in a domain: it has no mocks, and Stryker bounds the time. */
export const jest = { setTimeout: () => jest };

Object.assign(globalThis, { expect, test, jest, beforeAll, afterAll });
