import type { SavedAggregate } from '@portico/kernel';
import type { Pin } from './pin.js';

/** The PINs of all programs; who asks for one was judged before. */
export abstract class Pins {
  abstract get(pinId: string): Promise<Pin | undefined>;
  abstract save(pin: Pin): Promise<SavedAggregate>;
}
