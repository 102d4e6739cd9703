import { Injectable } from '@nestjs/common';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import type { PinEvent } from '../domain/pin.events.js';
import { Pin, type PinState } from '../domain/pin.js';
import type { Pins } from '../domain/pins.js';
import { publishPin } from './publish.js';

export const pinStore: StoreSpec<Pin, PinState, PinEvent> = {
  collection: 'pins',
  restore: (state, version) => new Pin(state, version),
  publish: publishPin,
  codec: { encrypt: ['pin'] },
};

@Injectable()
export class MongoPins extends AggregateStore<Pin, PinState, PinEvent> implements Pins {
  constructor(mongo: Mongo) {
    super(mongo, pinStore);
  }
}
