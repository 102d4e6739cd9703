// What a domain's spec imports from jest, over mocha: jest's own `expect` and `each`.
import { expect } from 'expect';
import { bind } from 'jest-each';

export { expect };

const given = (name) => {
  const declare = (title, work) => globalThis[name](title, work);
  return Object.assign(declare, { each: bind(declare) });
};

export const describe = given('describe');
export const it = given('it');
export const test = it;
export const beforeEach = (work) => globalThis.beforeEach(work);
export const afterEach = (work) => globalThis.afterEach(work);
export const beforeAll = (work) => globalThis.before(work);
export const afterAll = (work) => globalThis.after(work);
