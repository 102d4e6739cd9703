export interface Ask {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** A session or flow token. */
  bearer?: string;
  headers?: Record<string, string>;
  /** Sent as it is, for bodies that JSON.stringify would not make. */
  raw?: string;
}

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
  text: string;
}

/** Asks over HTTP, each request to the next of the gateways. Refusals are answers, not errors. */
export class Gateways {
  private next = 0;

  constructor(readonly urls: readonly string[]) {}

  async ask<T = Record<string, unknown>>(path: string, ask: Ask = {}): Promise<Answer<T>> {
    const url = this.urls[this.next++ % this.urls.length] ?? '';
    const payload = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
    const method = ask.method ?? (payload === undefined ? 'GET' : 'POST');
    const answer = await fetch(`${url}/v1${path}`, {
      method,
      headers: headersOf(ask, payload),
      body: payload,
      redirect: 'manual',
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: parsed(text) as T };
  }
}

const headersOf = (ask: Ask, payload: string | undefined): Record<string, string> => ({
  'x-session': 'bearer',
  ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
  ...(ask.bearer ? { authorization: `Bearer ${ask.bearer}` } : {}),
  ...ask.headers,
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
