// A client of the HTTP contract, as small as a script needs it.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export function portal(gateway) {
  async function call(method, path, { body, bearer } = {}) {
    const headers = { accept: 'application/json', 'x-session': 'bearer' };
    if (body) headers['content-type'] = 'application/json';
    if (bearer) headers.authorization = `Bearer ${bearer}`;
    if (method !== 'GET') headers['idempotency-key'] = randomUUID();
    const answer = await fetch(`${gateway}/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok)
      throw Object.assign(new Error(`${method} /v1${path} answered ${answer.status}: ${text}`), {
        status: answer.status,
      });
    return text ? JSON.parse(text) : undefined;
  }

  /** Waits for what was sent: newest first, `kind` is mail, sms, voice or letter, and only what `leads` there. */
  async function sent(query, { within = 20_000, leads = () => true } = {}) {
    const asked = new URLSearchParams(query).toString();
    for (const until = Date.now() + within; ; await sleep(100)) {
      const { items } = await call('GET', `/dev/outbox?${asked}`);
      const item = items.find(leads);
      if (item) return item;
      if (Date.now() > until) throw new Error(`Nothing was sent for ${asked} within ${within / 1000} s.`);
    }
  }

  return {
    get: (path, bearer) => call('GET', path, { bearer }),
    post: (path, body, bearer) => call('POST', path, { body: body ?? {}, bearer }),
    put: (path, body, bearer) => call('PUT', path, { body, bearer }),
    delete: (path, bearer) => call('DELETE', path, { bearer }),
    sent,
  };
}
