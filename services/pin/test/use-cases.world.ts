import type { Standing } from '@portico/access';
import { ResetPin, RevealPin, validated } from '@portico/contracts';
import { type Actor, newId, StoppedClock } from '@portico/kernel';
import { Gate } from '@portico/program';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { Pin } from '../src/domain/pin.js';
import { OnMemberStandingChanged } from '../src/use-cases/on-member-standing-changed.js';
import { OnNpiAttachedIssuePin } from '../src/use-cases/on-npi-attached-issue-pin.js';
import { OnNpiAttached } from '../src/use-cases/on-npi-attached.js';
import { OnNpiDetached } from '../src/use-cases/on-npi-detached.js';
import { PinsInTurn } from '../src/use-cases/pins-in-turn.js';
import { ResetPinHandler } from '../src/use-cases/reset-pin.js';
import { RevealPinHandler } from '../src/use-cases/reveal-pin.js';
import { Sight } from '../src/use-cases/sight.js';
import { attachment, clinic, detachment, Dice, first, making, today, told } from './builders.js';
import { InMemoryNpis, InMemoryPins, InMemoryPinsAtHand, InMemoryStandings } from './in-memory.js';
import { asCommand, from } from './work.js';

/** The pin service without servers. */
export class UseCases {
  readonly clock = new StoppedClock(today);
  readonly random = new Dice([5_102_973, 8_206_413, 6_194_072]);
  readonly standings = new InMemoryStandings();
  readonly npis = new InMemoryNpis(this.clock);
  readonly programs = new InMemoryPrograms(aProgram({ id: 'medi-cal' }));
  readonly gate = new Gate(this.programs, this.clock);

  private readonly inTurn: PinsInTurn;

  constructor(readonly pins = new InMemoryPins()) {
    const sight = new Sight(new InMemoryPinsAtHand(this.standings, this.npis, pins), this.gate);
    this.inTurn = new PinsInTurn(sight, pins);
  }

  /** An NPI that its organization holds, with the PIN 7291043. */
  async attached(npi: string = first): Promise<void> {
    await this.hears('attached', () => new OnNpiAttached(this.npis).react(attachment(npi)));
    const issued = { organizationId: clinic, program: 'medi-cal', npi };
    await this.pins.save(Pin.issue(issued, making(7_291_043), today));
  }

  issues(fact = attachment(), event = newId()): Promise<unknown> {
    const { pins, programs, clock, random } = this;
    return this.hears(event, () => new OnNpiAttachedIssuePin(pins, programs, clock, random).react(fact));
  }

  attach(fact = attachment(), event = newId()): Promise<unknown> {
    return this.hears(event, () => new OnNpiAttached(this.npis).react(fact));
  }

  detach(fact = detachment(), event = newId()): Promise<unknown> {
    return this.hears(event, () => new OnNpiDetached(this.npis).react(fact));
  }

  async given(...standings: Standing[]): Promise<void> {
    for (const each of standings) await new OnMemberStandingChanged(this.standings).react(told(each));
  }

  reveal(actor: Actor, npi: string = first, id: string = newId()) {
    const handler = new RevealPinHandler(this.inTurn, this.pins, this.programs);
    const message = from(validated(RevealPin, { npi }), actor);
    const answer = (pin: never) => handler.answer(pin, message);
    return asCommand({ id, answer: answer as never }, () => handler.execute(message));
  }

  reset(actor: Actor, npi: string = first, id: string = newId()) {
    const { inTurn, programs, clock, random } = this;
    const handler = new ResetPinHandler(inTurn, programs, clock, random);
    const message = from(validated(ResetPin, { npi }), actor);
    return asCommand({ id, answer: (pin: never) => handler.answer(pin) }, () => handler.execute(message));
  }

  /** What was told of PINs, in order. */
  get told(): string[] {
    return this.pins.outbox.map(({ type }) => type.split('.')[2] ?? '');
  }

  private hears(event: string, react: () => Promise<void>): Promise<unknown> {
    return asCommand({ id: event }, react);
  }
}
