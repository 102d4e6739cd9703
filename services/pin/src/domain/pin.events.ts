export interface PinIssued {
  readonly type: 'PinIssued';
  readonly organizationId: string;
  readonly npi: string;
}

export interface PinRevealed {
  readonly type: 'PinRevealed';
  readonly organizationId: string;
  readonly npi: string;
  readonly memberId: string;
}

export interface PinShownAgain {
  readonly type: 'PinShownAgain';
  readonly organizationId: string;
  readonly npi: string;
  readonly memberId: string;
}

export interface PinReset {
  readonly type: 'PinReset';
  readonly organizationId: string;
  readonly npi: string;
  readonly memberId: string;
  /** In the program's zone, `2026-11-22`. */
  readonly day: string;
}

export type PinEvent = PinIssued | PinRevealed | PinShownAgain | PinReset;
