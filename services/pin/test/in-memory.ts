import { Rights, type Standing } from '@portico/access';
import { type Actor, type Clock, type DomainEvent, StoppedClock } from '@portico/kernel';
import { InMemoryStore } from '@portico/mongo/testing';
import { npiStore } from '../src/adapters/mongo.npis.js';
import { pinStore } from '../src/adapters/mongo.pins.js';
import { rightsBehind } from '../src/adapters/mongo.standings.js';
import { type Npi, npiIdOf, type NpiState } from '../src/domain/npi.js';
import type { Npis } from '../src/domain/npis.js';
import type { PinEvent } from '../src/domain/pin.events.js';
import { type Pin, pinIdOf, type PinState } from '../src/domain/pin.js';
import type { Pins } from '../src/domain/pins.js';
import { type AtHand, PinsAtHand } from '../src/use-cases/pins-at-hand.js';
import { Standings } from '../src/use-cases/standings.js';
import { today } from './builders.js';

export class InMemoryPins extends InMemoryStore<Pin, PinState, PinEvent> implements Pins {
  constructor(clock: Clock = new StoppedClock(today)) {
    super(pinStore, { clock });
  }
}

export class InMemoryNpis extends InMemoryStore<Npi, NpiState, DomainEvent> implements Npis {
  constructor(clock: Clock = new StoppedClock(today)) {
    super(npiStore, { clock });
  }
}

export class InMemoryStandings extends Standings {
  readonly kept = new Map<string, Standing>();
  isFresh = true;

  async keep(standing: Standing): Promise<void> {
    const id = `${standing.organizationId}|${standing.memberId}`;
    if ((this.kept.get(id)?.version ?? -1) < standing.version) this.kept.set(id, standing);
  }

  async forget(organizationId = ''): Promise<void> {
    for (const id of this.kept.keys()) if (id.startsWith(organizationId)) this.kept.delete(id);
  }

  async settle(): Promise<void> {}
}

export class InMemoryPinsAtHand extends PinsAtHand {
  constructor(
    private readonly standings: InMemoryStandings,
    private readonly npis: Npis,
    private readonly pins: Pins,
  ) {
    super();
  }

  async of(npi: string, { organizationId = '', memberId }: Actor): Promise<AtHand> {
    const standing = this.standings.kept.get(`${organizationId}|${memberId}`);
    if (!this.standings.isFresh || !standing) throw rightsBehind({ retryAfter: 1 });
    const state = (await this.npis.get(npiIdOf(organizationId, npi)))?.state;
    const pin = async () => (state?.isAttached ? this.pins.get(pinIdOf(state.program, npi)) : undefined);
    return { rights: Rights.of(standing), isHeld: state?.isAttached === true, pin };
  }
}
