import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Refusal } from '@portico/kernel';
import { problemOf, problemType } from './problem.js';
import { malformedRequest } from './refusals.js';
import { securityHeaders } from './security-headers.js';

/** What is not even HTTP, or too large a head, is answered on the bare connection, which then ends. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = bodyOf(malformedRequest(), status);
  const headers = {
    ...securityHeaders,
    'content-type': problemType,
    'content-length': body.length,
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

function bodyOf(refused: Refusal, status: number): string {
  const words = { title: STATUS_CODES[status], detail: refused.message, errors: undefined };
  return JSON.stringify({ ...problemOf(refused, { words, traceId: randomBytes(16).toString('hex') }), status });
}
