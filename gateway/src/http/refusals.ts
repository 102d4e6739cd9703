import { HttpException } from '@nestjs/common';
import { type Refusal, refusal, refusalIn } from '@portico/kernel';

export const malformedRequest = refusal('invalid', 'malformed-request', 'The request is not well-formed.');
export const bodyTooLarge = refusal('invalid', 'body-too-large', 'The body is larger than what is accepted here.');
export const addressTooLong = refusal(
  'invalid',
  'address-too-long',
  'The address is longer than what is accepted here.',
);
export const notJson = refusal('invalid', 'unsupported-media-type', 'Only application/json in UTF-8 is accepted here.');
export const routeUnknown = refusal('not-found', 'route-unknown', 'There is nothing at this address.');
export const methodNotAllowed = refusal('invalid', 'method-not-allowed', 'This address does not know this method.');
export const closing = refusal('unavailable', 'unavailable', 'This server is about to stop. Please try again.');

/** Something broke; what it was stands in the log, under the trace. */
export const internal = refusal('unavailable', 'internal', 'Something went wrong on our side. Please try again later.');

/** What the HTTP layer itself refuses, by the status it chose. */
const byStatus: Record<number, () => Refusal> = {
  400: malformedRequest,
  404: routeUnknown,
  413: bodyTooLarge,
  414: addressTooLong,
  415: notJson,
  503: closing,
};

/** The refusal in whatever was thrown; nothing if it is a failure. */
export function refusalBehind(error: unknown): Refusal | undefined {
  const found = refusalIn(error);
  if (found) return found;
  const status = statusIn(error);
  return status === undefined ? undefined : (byStatus[status] ?? (status < 500 ? malformedRequest : undefined))?.();
}

function statusIn(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : undefined;
}
