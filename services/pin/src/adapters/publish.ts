import { PinAccessRefused, PinIssued, PinReset, PinRevealed, PinShownAgain } from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { PinEvent } from '../domain/pin.events.js';
import type { AccessRefused } from '../domain/refusal-record.js';

/** What other services are told of a PIN: never the PIN. */
export function publishPin({ type, ...data }: PinEvent): Publication[] {
  switch (type) {
    case 'PinIssued':
      return [{ type: PinIssued, data }];
    case 'PinRevealed':
      return [{ type: PinRevealed, data }];
    case 'PinShownAgain':
      return [{ type: PinShownAgain, data }];
    case 'PinReset':
      return [{ type: PinReset, data }];
  }
}

export const publishRefusal = ({ refused }: AccessRefused): Publication[] => [
  { type: PinAccessRefused, data: refused },
];
