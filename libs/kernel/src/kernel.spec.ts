import fc from 'fast-check';
import {
  after,
  Aggregate,
  dayIn,
  type DomainEvent,
  endOfDayAfter,
  idFrom,
  MovableClock,
  newId,
  nextDayIn,
  refusal,
  Refusal,
  refusalIn,
  refusalKinds,
  searchable,
  StoppedClock,
} from './index.js';

interface CounterState {
  id: string;
  count: number;
}
interface Counted extends DomainEvent {
  readonly type: 'Counted';
  readonly to: number;
}
class Counter extends Aggregate<CounterState, Counted> {
  add(): void {
    const to = this.state.count + 1;
    this.become({ count: to }, { type: 'Counted', to });
  }
}

describe('searchable text', () => {
  it('has neither case, nor accents, nor gaps that differ', () => {
    expect(searchable('  Clínica   José\u0301  MÜLLER ')).toBe('clinica jose muller');
  });
});

describe('an aggregate', () => {
  it('changes its state and records the fact in one call', () => {
    const counter = new Counter({ id: 'a', count: 0 });
    counter.add();
    counter.add();
    expect(counter.state).toEqual({ id: 'a', count: 2 });
    expect(counter.recorded.map(({ to }) => to)).toEqual([1, 2]);
  });

  it('never lets a recorded fact be changed', () => {
    const counter = new Counter({ id: 'a', count: 0 });
    counter.add();
    expect(() => Object.assign(counter.recorded[0] as object, { to: 9 })).toThrow(TypeError);
  });
});

describe('a refusal', () => {
  const noSuchThing = refusal('not-found', 'no-such-thing', 'There is none.');

  it.each(refusalKinds)('of kind %s travels whole as JSON', (kind) => {
    const said = refusal(kind, 'a-code', 'A sentence.')({ retryAfter: 3 });
    expect(Refusal.from(JSON.parse(JSON.stringify(said)))).toEqual(said);
  });

  it('is found inside the errors that wrap it', () => {
    expect(refusalIn(new Error('outer', { cause: new Error('inner', { cause: noSuchThing() }) }))).toEqual(
      noSuchThing(),
    );
    expect(refusalIn(new Error('something else'))).toBeUndefined();
  });
});

describe('the clock', () => {
  const noon = new Date('2026-03-07T12:00:00Z');

  it('moves by ISO durations and to instants, and refuses other words', () => {
    const clock = new StoppedClock(noon);
    clock.advance('P30D');
    expect(clock.now()).toEqual(after(noon, 'P30D'));
    clock.set(new Date('2027-01-01T00:00:00Z'));
    expect(clock.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
    expect(() => clock.advance('a while')).toThrow(RangeError);
  });

  it('runs on from where it was moved to', () => {
    const clock = new MovableClock();
    clock.advance('P1D');
    expect(clock.offset).toBe(86_400_000);
  });

  it('ends a business day in the zone of the program, also across a change to daylight time', () => {
    expect(endOfDayAfter(noon, 1, 'America/Los_Angeles').toISOString()).toBe('2026-03-09T06:59:59.999Z');
    expect(endOfDayAfter(noon, 0, 'America/Los_Angeles').toISOString()).toBe('2026-03-08T07:59:59.999Z');
  });

  it('knows calendar days by their zone, and where the next begins: nights of 23 and 25 hours, days without a midnight', () => {
    const pacific = 'America/Los_Angeles';
    const next = (at: string, zone = pacific) => nextDayIn(new Date(at), zone).toISOString();

    expect(dayIn(new Date('2026-11-23T07:59:59Z'), pacific)).toBe('2026-11-22');
    expect(dayIn(new Date('2026-11-23T08:00:00Z'), pacific)).toBe('2026-11-23');
    expect(next('2026-03-07T12:00:00Z')).toBe('2026-03-08T08:00:00.000Z');
    expect(next('2026-03-08T12:00:00Z')).toBe('2026-03-09T07:00:00.000Z');
    expect(next('2026-11-01T12:00:00Z')).toBe('2026-11-02T08:00:00.000Z');
    expect(next('2026-09-05T12:00:00Z', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
  });
});

describe('ids', () => {
  it('are in time order when they are new', () => {
    const ids = Array.from({ length: 1_000 }, newId);
    expect([...ids].sort()).toEqual(ids);
  });

  it('made from parts are the same for the same parts only', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string(), { minLength: 1 }), (one, other) => {
        expect(idFrom(...one)).toBe(idFrom(...one));
        expect(idFrom(...one) === idFrom(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
        expect(idFrom(...one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });
});
