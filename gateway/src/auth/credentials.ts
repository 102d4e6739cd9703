import type { FastifyRequest } from 'fastify';

export const sessionCookieName = '__Host-portico';

/** What our own tokens look like; anything else is not worth asking about. */
const tokenForm = /^[\w.~+/-]{20,200}=*$/;

/** The token of the Authorization header. */
export function bearerOf({ headers }: FastifyRequest): string | undefined {
  const [scheme, token, more] = (headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && more === undefined ? wellFormed(token) : undefined;
}

export function cookieOf({ headers }: FastifyRequest): string | undefined {
  const cookies = headers.cookie ?? '';
  const found = cookies.split(';').find((each) => each.trimStart().startsWith(`${sessionCookieName}=`));
  return wellFormed(found?.trim().slice(sessionCookieName.length + 1));
}

const wellFormed = (token: string | undefined): string | undefined =>
  token !== undefined && tokenForm.test(token) ? token : undefined;
