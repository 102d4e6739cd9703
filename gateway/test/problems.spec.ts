import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GetMe, Identify, KeepRefusal } from '@portico/contracts';
import { Refusal, refusalKinds } from '@portico/kernel';
import { RemoteFailure } from '@portico/messaging';
import { FilePrograms } from '@portico/program';
import { AGateway } from './a-gateway.js';

const gateway = new AGateway({}, { programs: new FilePrograms(new URL('../../programs', import.meta.url).pathname) });
let authorization: string;

const problemAfter = async (error: unknown, headers: Record<string, string> = {}) => {
  gateway.bus.answer(GetMe, () => {
    throw error;
  });
  const answer = await gateway.inject({ url: '/v1/me', headers: { authorization, ...headers } });
  return { answer, problem: answer.json() };
};

const identify = (body: string | Buffer | undefined, headers: Record<string, string> = {}) =>
  gateway.inject({
    method: 'POST',
    url: '/v1/login/identifier',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

beforeAll(async () => {
  await gateway.start();
  authorization = `Bearer ${await gateway.signedIn()}`;
  gateway.bus.answer(Identify, { next: 'password' }).answer(KeepRefusal, {});
});
beforeEach(() => void gateway.log.lines.splice(0));
afterAll(() => gateway.stop());

describe('a refusal of a service [X-01]', () => {
  const statuses = {
    invalid: 422,
    unauthenticated: 401,
    forbidden: 403,
    'not-found': 404,
    conflict: 409,
    gone: 410,
    locked: 423,
    'too-many': 429,
    unavailable: 503,
  };

  it.each(refusalKinds)('of the kind %s is a problem of its status', async (kind) => {
    const { answer, problem } = await problemAfter(new Refusal(kind, 'some-code', 'Because.', { retryAfter: 12 }));
    expect(answer.statusCode).toBe(statuses[kind]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['retry-after']).toBe('12');
    expect(problem).toMatchObject({
      type: 'urn:portico:problem:some-code',
      title: expect.any(String),
      status: statuses[kind],
      code: 'some-code',
      detail: 'Because.',
      instance: '/v1/me',
      traceId: answer.headers['x-trace-id'],
    });
    expect(problem).not.toHaveProperty('retryAfter');
  });

  it.each(refusalKinds)('of the kind %s is found in an error that wraps it', async (kind) => {
    const wrapped = new Error('outer', { cause: new Error('middle', { cause: new Refusal(kind, 'inner', 'Inner.') }) });
    const { answer, problem } = await problemAfter(wrapped);
    expect([answer.statusCode, problem.code]).toEqual([statuses[kind], 'inner']);
  });

  it('carries the wrong fields and what else the refusal tells', async () => {
    const errors = [{ pointer: '/email', code: 'isEmail', message: 'email must be an email' }];
    const { problem } = await problemAfter(
      new Refusal('invalid', 'invalid-input', 'x', { errors, lockedUntil: 'then' }),
    );
    expect(problem.errors).toEqual([{ ...errors[0], message: expect.stringContaining('name@clinic.example') }]);
    expect(problem.lockedUntil).toBe('then');
  });

  it('cannot pretend to be another problem by what it carries', async () => {
    const { problem } = await problemAfter(
      new Refusal('conflict', 'c', 'm', { status: 200, type: 'x', code: 'y', traceId: 'z' }),
    );
    expect(problem).toMatchObject({ status: 409, code: 'c', type: 'urn:portico:problem:c' });
  });

  it('is told in the language that the client asks for', async () => {
    const refused = new Refusal('gone', 'token-expired', 'Expired.');
    const { problem: spanish } = await problemAfter(refused, { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' });
    const { problem: english } = await problemAfter(refused, { 'accept-language': 'fr' });
    expect(english.detail).toMatch(/^This registration token has expired\. It must be used within 30 days/);
    expect(spanish.detail).not.toBe(english.detail);
    expect(spanish.title).not.toBe(english.title);
  });

  it('is 412 when it is about a stale version [X-04]', async () => {
    expect((await problemAfter(new Refusal('conflict', 'stale', 'Stale.'))).answer.statusCode).toBe(412);
  });

  it('says when to try again, if something is not available, also when the service does not', async () => {
    expect((await problemAfter(new Refusal('unavailable', 'away', 'Away.'))).answer.headers['retry-after']).toBe('1');
  });
});

describe('a failure', () => {
  it('tells its trace and nothing else, and is logged once', async () => {
    const { answer, problem } = await problemAfter(new TypeError('the secret of /srv/app/x.js:12'));
    expect(answer.statusCode).toBe(500);
    expect(problem).toMatchObject({ status: 500, code: 'internal', traceId: answer.headers['x-trace-id'] });
    expect(answer.body).not.toMatch(/secret|srv|TypeError|stack/);
    expect(gateway.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('of a service stands in that service’s log', async () => {
    expect((await problemAfter(new RemoteFailure('identity.get-me', 'x'))).answer.statusCode).toBe(500);
    expect(gateway.log.lines.filter(({ level }) => level === 'error')).toHaveLength(0);
  });
});

describe('what HTTP itself refuses', () => {
  const said = async (answer: Promise<{ statusCode: number; json(): { code: string } }>) => {
    const { statusCode, json } = await answer;
    return [statusCode, json().code];
  };

  it('answers an unknown address with 404, a wrong method with 405 and Allow', async () => {
    expect(await said(gateway.inject({ url: '/v1/nothing' }))).toEqual([404, 'route-unknown']);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'] as never[]) {
      const answer = await gateway.inject({ method, url: '/v1/login/identifier' });
      expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'POST']);
    }
    expect((await gateway.inject({ method: 'PUT', url: '/v1/me/sessions/x' })).headers.allow).toBe('DELETE');
  });

  it.each([
    ['{"email":', 400, 'malformed-json'],
    ['\ufeff{}', 400, 'malformed-json'],
    [Buffer.from([0x22, 0xff, 0x22]), 400, 'malformed-json'],
    ['[]', 422, 'invalid-input'],
    ['"text"', 422, 'invalid-input'],
    ['null', 422, 'invalid-input'],
    [`{"email":"${'x'.repeat(1_000_000)}"}`, 413, 'body-too-large'],
  ])('answers body %# with its own status', async (body, status, code) => {
    expect(await said(identify(body))).toEqual([status, code]);
  });

  it('takes JSON in UTF-8 and nothing else', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=utf-16',
    ]) {
      expect(await said(identify('{"email":"a@b.example"}', { 'content-type': type }))).toEqual([
        415,
        'unsupported-media-type',
      ]);
    }
    const answer = await identify('{"email":"a@b.example"}', { 'content-type': 'application/json; charset="UTF-8"' });
    expect(answer.statusCode).toBe(200);
  });

  it.each(['/v1/%zz', '/v1/registrations/%E0%A4%A', '/%'])(
    'answers the unreadable address %s with 400',
    async (url) => {
      expect(await said(gateway.inject({ url }))).toEqual([400, 'malformed-request']);
    },
  );

  it('answers what is not HTTP, or has too large a head, on the bare connection', async () => {
    await gateway.app.listen(0, '127.0.0.1');
    const { port } = gateway.app.getHttpServer().address() as { port: number };
    expect(await raw(port, 'GARBAGE\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 .*application\/problem\+json.*malformed-request/s,
    );
    const large = `GET /v1/session HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(40_000)}\r\n\r\n`;
    expect(await raw(port, large)).toMatch(/^HTTP\/1\.1 431 .*x-frame-options: DENY/s);
    const both =
      'POST /v1/login/identifier HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await raw(port, both)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}
