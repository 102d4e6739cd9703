import fc from 'fast-check';
import { bestLanguage } from './languages.js';

describe('the best language', () => {
  it.each([
    ['es', 'es'],
    ['es-419,en;q=0.5', 'es'],
    ['en;q=0.1, es;q=0.9', 'es'],
    ['fr, de;q=0.9', 'en'],
    ['*', 'en'],
    ['es;q=0', 'en'],
    ['es;q=x', 'en'],
    ['', 'en'],
  ])('for %j is %s', (accepted, best) => {
    expect(bestLanguage(['en', 'es'], accepted)).toBe(best);
  });

  it('is always one that is offered, whatever is asked', () => {
    fc.assert(fc.property(fc.string(), (accepted) => ['en', 'es'].includes(bestLanguage(['en', 'es'], accepted))));
  });
});
