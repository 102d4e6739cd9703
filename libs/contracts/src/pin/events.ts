import { Id, Parts, Pattern, Text } from '../fields.js';
import { npiForm } from '../words.js';
import { RefusedFact } from '../refused.js';

/** An NPI of an organization has a PIN. */
export class PinIssued {
  static readonly type = 'portico.pin.pin-issued.v1';
  static readonly subject = 'pin.event.pin-issued.v1';
  @Id() organizationId: string;
  @Pattern(npiForm) npi: string;
}

/** Somebody was shown a PIN; written before they were. */
export class PinRevealed {
  static readonly type = 'portico.pin.pin-revealed.v1';
  static readonly subject = 'pin.event.pin-revealed.v1';
  @Id() organizationId: string;
  @Pattern(npiForm) npi: string;
  @Id() memberId: string;
}

/** A command that had shown a PIN came again and got the same answer: the PIN left once more; written before it did. */
export class PinShownAgain {
  static readonly type = 'portico.pin.pin-shown-again.v1';
  static readonly subject = 'pin.event.pin-shown-again.v1';
  @Id() organizationId: string;
  @Pattern(npiForm) npi: string;
  @Id() memberId: string;
}

export class PinReset {
  static readonly type = 'portico.pin.pin-reset.v1';
  static readonly subject = 'pin.event.pin-reset.v1';
  @Id() organizationId: string;
  @Pattern(npiForm) npi: string;
  @Id() memberId: string;
  @Text(10, { description: 'The calendar day, in the program’s zone, that it used up.' }) day: string;
}

/** A person was refused something here. */
export class PinAccessRefused {
  static readonly type = 'portico.pin.access-refused.v1';
  static readonly subject = 'pin.event.access-refused.v1';
  @Id() decisionId: string;
  @Id() organizationId: string;
  @Id({ optional: true }) memberId?: string;
  @Id({ optional: true }) userId?: string;
  @Text(60) action: string;
  @Text(60, { description: 'Code of the refusal.' }) refusal: string;
  @Pattern(npiForm, { optional: true }) npi?: string;
  @Text(60, { optional: true }) type?: string;
  @Parts(() => RefusedFact, { max: 1000 }) because: RefusedFact[];
}
