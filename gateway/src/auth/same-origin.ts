import { refusal } from '@portico/kernel';
import type { FastifyRequest } from 'fastify';

export const foreignOrigin = refusal(
  'forbidden',
  'foreign-origin',
  'This request did not come from a page of this portal.',
);

/**
 * A browser sends the cookie by itself, so a change asked with it must come from our own pages: by the browser's word
 * (Sec-Fetch-Site), and by its Origin where it sends one. A request that says neither is refused.
 */
export function mustBeOwnPage({ headers }: FastifyRequest, publicOrigin: string): void {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined && site === undefined) throw foreignOrigin();
  if (site !== undefined && site !== 'same-origin') throw foreignOrigin();
  if (origin !== undefined && origin !== publicOrigin && !isOrigin(origin, host)) throw foreignOrigin();
}

/** A page of another name cannot make a browser send our host's name, nor the cookie that is bound to it. */
const isOrigin = (origin: string, host: string | undefined): boolean =>
  host !== undefined && (origin === `https://${host}` || origin === `http://${host}`);
