import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookieName } from './credentials.js';

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** Gives the session to the browser, unless the client said that it carries the token itself (`X-Session: bearer`). */
export function giveCookie({ headers }: FastifyRequest, reply: FastifyReply, token: string): void {
  if (headers['x-session'] === 'bearer') return;
  void reply.header('set-cookie', `${sessionCookieName}=${token}; ${attributes}`);
}

export function takeCookieBack(reply: FastifyReply): void {
  void reply.header('set-cookie', `${sessionCookieName}=; ${attributes}; Max-Age=0`);
}
