/** A mail server did not take a mail. Says the reason's codes only: a server's own words may repeat addresses. */
export class MailNotTaken extends Error {
  constructor(
    readonly code: string,
    readonly responseCode?: number,
  ) {
    super(`The mail server did not take the mail (${[code, responseCode].filter(Boolean).join(' ')}).`);
    this.name = 'MailNotTaken';
  }
}

/** A passcode did not get under way. `reason` tells a number that cannot be texted or called from a fault of the line. */
export class PasscodeNotSent extends Error {
  constructor(
    readonly reason: 'unreachable-number' | 'refused' | 'no-answer',
    readonly code?: number,
  ) {
    super(`The passcode was not sent (${[reason, code].filter(Boolean).join(' ')}).`);
    this.name = 'PasscodeNotSent';
  }
}

/** A header value that would begin another header. */
export class UnsafeHeader extends Error {
  constructor(readonly header: string) {
    super(`The ${header} of a message holds a line break or another control character.`);
    this.name = 'UnsafeHeader';
  }
}
