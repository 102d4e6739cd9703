import { describe, expect, it } from '@jest/globals';
import { anIssuedPin, at, clinic, first, holder, making, pharmacy, today } from '../../test/builders.js';
import { Pin, pinIdOf, pinNotReady } from './pin.js';

const noon = at('2026-11-22T20:00:00Z');

describe('a PIN', () => {
  it('is issued once per program and NPI, and the fact does not hold it [MC-PIN-09]', () => {
    const pin = Pin.issue({ organizationId: clinic, program: 'medi-cal', npi: first }, making(7_291_043), today);

    expect(pin.state).toEqual({
      id: pinIdOf('medi-cal', first),
      program: 'medi-cal',
      npi: first,
      pin: '7291043',
      since: today,
      shownTo: [],
    });
    expect(pin.recorded).toEqual([{ type: 'PinIssued', organizationId: clinic, npi: first }]);
  });

  it('is shown with a fact that names who saw it, and not what [MC-PIN-06]', () => {
    const pin = anIssuedPin(7_291_043);
    pin.reveal(holder('maria'));

    expect(pin.recorded).toEqual([{ type: 'PinRevealed', ...holder('maria'), npi: first }]);
  });

  it('is shown again with a fact of its own kind, to whom this very PIN was shown [MC-PIN-06]', () => {
    const pin = anIssuedPin(7_291_043);
    pin.reveal(holder('maria'));
    pin.showAgain(holder('maria'));
    pin.showAgain(holder('nora'));

    expect(pin.recorded.map(({ type }) => type)).toEqual(['PinRevealed', 'PinShownAgain', 'PinRevealed']);
    expect(pin.recorded[1]).toEqual({ type: 'PinShownAgain', ...holder('maria'), npi: first });
  });

  it('records every showing, also to the same person', () => {
    const pin = anIssuedPin(7_291_043);
    pin.reveal(holder('maria'));
    pin.reveal(holder('maria'));

    expect(pin.recorded).toHaveLength(2);
    expect(pin.state.shownTo).toEqual([holder('maria').memberId]);
  });

  it('remembers to whom it was shown as long as commands are remembered', () => {
    const pin = anIssuedPin(7_291_043);
    for (let count = 0; count < 25; count += 1) pin.reveal(holder(`person ${count}`));

    expect(pin.state.shownTo).toHaveLength(20);
    expect(pin.state.shownTo[0]).toBe(holder('person 5').memberId);
  });
});

describe('a reset', () => {
  it('gives another PIN, tells the day it used up, and forgets who saw the old one [MC-PIN-07]', () => {
    const pin = anIssuedPin(7_291_043);
    pin.reveal(holder('maria'));
    pin.reset(holder('anna'), making(7_291_043, 5_102_973), noon);

    expect(pin.state).toMatchObject({ pin: '5102973', since: noon.at, shownTo: [] });
    expect(pin.recorded[1]).toEqual({ type: 'PinReset', ...holder('anna'), npi: first, day: '2026-11-22' });
  });

  it('is refused for the rest of the calendar day, with the moment from which it works [MC-PIN-08] [D-38]', () => {
    const pin = anIssuedPin(7_291_043);
    pin.reset(holder('anna'), making(5_102_973), at('2026-11-22T08:00:00Z'));
    const again = (instant: string) => () => pin.reset(holder('nora'), making(8_206_413), at(instant));

    const details = { nextResetAt: '2026-11-23T08:00:00.000Z' };
    const limit = expect.objectContaining({ kind: 'conflict', code: 'pin-reset-limit', details }) as unknown as Error;
    expect(again('2026-11-22T08:00:00.001Z')).toThrow(limit);
    expect(again('2026-11-23T07:59:59.999Z')).toThrow(limit);
    expect(again('2026-11-23T08:00:00Z')).not.toThrow();
    expect(pin.state.pin).toBe('8206413');
  });

  it('in another organization uses up the same day: the NPI has one PIN [D-38]', () => {
    const pin = anIssuedPin(7_291_043);
    pin.reset(holder('anna'), making(5_102_973), noon);

    expect(() => pin.reset(holder('zoe', pharmacy), making(8_206_413), noon)).toThrow('reset today');
  });

  it.each([
    ['the night of 23 hours', '2026-03-08T09:59:00Z', '2026-03-09T06:59:59.999Z', '2026-03-09T07:00:00.000Z'],
    ['the day before it', '2026-03-08T07:59:00Z', '2026-03-08T07:59:59.999Z', '2026-03-08T08:00:00.000Z'],
    ['the night of 25 hours', '2026-11-01T08:30:00Z', '2026-11-02T07:59:59.999Z', '2026-11-02T08:00:00.000Z'],
    ['its hour that comes twice', '2026-11-01T09:30:00Z', '2026-11-02T07:59:59.999Z', '2026-11-02T08:00:00.000Z'],
  ])('counts days by the program’s zone: %s [MC-PIN-08] [D-38]', (_, reset, lastRefused, next) => {
    const pin = anIssuedPin(7_291_043);
    pin.reset(holder(), making(5_102_973), at(reset));

    expect(pin.state.nextResetAt?.toISOString()).toBe(next);
    expect(() => pin.reset(holder(), making(8_206_413), at(lastRefused))).toThrow('reset today');
    expect(() => pin.reset(holder(), making(8_206_413), at(next))).not.toThrow();
  });

  it('works once on each of 400 days on end, at any hour [MC-PIN-08]', () => {
    const pin = anIssuedPin(7_291_043);
    const days = new Set<string>();
    for (let hour = 0; hour < 400 * 24; hour += 5) {
      const moment = at(new Date(Date.UTC(2026, 0, 1, 8 + hour)).toISOString());
      try {
        pin.reset(holder(), making(5_102_973, 8_206_413), moment);
      } catch {
        continue;
      }
      const { day } = pin.recorded.at(-1) as { day: string };
      expect(days.has(day)).toBe(false);
      days.add(day);
    }

    expect(days.size).toBe(400);
  });

  it('does not come back when a clock is set back', () => {
    const pin = anIssuedPin(7_291_043);
    pin.reset(holder(), making(5_102_973), noon);

    expect(() => pin.reset(holder(), making(8_206_413), at('2026-11-21T20:00:00Z'))).toThrow('reset today');
  });
});

it('that is still being made is asked for again in a moment', () => {
  expect(pinNotReady({ retryAfter: 1 }).toJSON()).toEqual({
    kind: 'unavailable',
    code: 'pin-not-ready',
    message: 'The PIN of this NPI is being made. Please try again in a moment.',
    details: { retryAfter: 1 },
  });
});

it('is one per program and NPI: another program’s is another', () => {
  expect(pinIdOf('medi-cal', first)).not.toBe(pinIdOf('demo-plan', first));
});
