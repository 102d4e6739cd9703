import { isUtf8 } from 'node:buffer';
import { invalidInput } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import { JsonScan } from './json-scan.js';

/** Largest body that is read, in bytes. */
export const largestBody = 100 * 1024;

export const malformedJson = refusal('invalid', 'malformed-json', 'The body is not JSON in UTF-8.');

/** The body's value, or a refusal that names the field at which it is not what any contract accepts. */
export function strictJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = textOf(body);
  const value = parsed(text);
  const fault = new JsonScan(text).fault();
  if (fault) throw invalidInput([fault]);
  return value;
}

function textOf(body: Buffer): string {
  if (!isUtf8(body)) throw malformedJson();
  return body.toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedJson();
  }
}
