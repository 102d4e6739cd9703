import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AGateway } from './a-gateway.js';

const gateway = new AGateway();
const terms = '/v1/registrations/0190c5f0-0000-7000-8000-000000000000/terms';
const headers = { 'content-type': 'application/json', authorization: 'Bearer a-flow-token-that-is-long-enough' };

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => at.toString(36));

beforeAll(() => gateway.start());
afterAll(() => gateway.stop());

/** What is small to send must be small to judge, and small to answer. */
describe('A request that is all pieces', () => {
  it.each([
    ['a list of short words', 'POST', terms, JSON.stringify({ accepted: names(13_000) })],
    [
      'an object of unknown names',
      'POST',
      terms,
      `{${names(11_000)
        .map((name) => `"${name}":1`)
        .join()}}`,
    ],
    ['parameters of a read', 'GET', `/v1/password-policy?${names(3_000).join('=&')}`, undefined],
    ['parameters of a write', 'POST', `${terms}?${names(3_000).join('=&')}`, '{}'],
  ] as const)('is refused in a few words: %s', async (_, method, url, payload) => {
    const answer = await gateway.inject({ method, url, headers, payload });
    expect([answer.statusCode, answer.json().errors.map(({ code }: { code: string }) => code)]).toEqual([
      422,
      ['length'],
    ]);
  });
});
