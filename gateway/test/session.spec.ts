import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AGateway } from './a-gateway.js';

const gateway = new AGateway();
beforeAll(() => gateway.start());
afterAll(() => gateway.stop());

it('answers the session', async () => {
  const token = await gateway.signedIn();
  const answer = await gateway.inject({ url: '/v1/session', headers: { authorization: `Bearer ${token}` } });
  expect([answer.statusCode, answer.headers, answer.json()]).toEqual([200]);
});
it('x', async () => {
  for (const url of [
    '/v1/openapi.json',
    '/v1/docs',
    '/v1/docs/assets/swagger-ui.css',
    '/v1/%zz',
    '/nope',
    '/v1/session',
  ]) {
    const a = await gateway.inject({ url, method: 'POST' });
    const b = await gateway.inject({ url, method: 'GET' });
    process.stderr.write(
      `${url} ${a.statusCode} ${a.body.slice(0, 200)} ${JSON.stringify(a.headers)}\n ${b.statusCode} ${b.body.slice(0, 100)}\n`,
    );
  }
});
