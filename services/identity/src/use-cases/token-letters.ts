import { Injectable } from '@nestjs/common';
import type { EnrolledView, PayToAddress } from '@portico/contracts';
import type { Letter } from '@portico/delivery';
import { idFrom } from '@portico/kernel';
import { letterParts, Programs } from '@portico/program';
import type { RegistrationToken } from '../domain/registration-token.js';
import { Portal } from './portal.js';
import { SecureTokens } from './secure-tokens.js';

/** The letters that carry Secure Token IDs to pay-to addresses: the only place where one stands in clear (MC-TOK-02). */
@Injectable()
export class TokenLetters {
  constructor(
    private readonly programs: Programs,
    private readonly secureTokens: SecureTokens,
    private readonly portal: Portal,
  ) {}

  of({ id, state }: RegistrationToken, { legalName, payTo }: EnrolledView): Letter {
    const { authority, languages } = this.programs.get(state.program);
    const token = this.secureTokens.inClear(state);
    const language = languages[0] ?? 'en';
    return {
      id: idFrom('token-letter', id),
      to: { name: legalName, lines: linesOf(payTo) },
      ...letterParts(this.text(state, { organizationName: legalName, token }, language)),
      sender: authority,
      highlight: token,
      secret: token,
      about: id,
      language,
    };
  }

  private text(state: RegistrationToken['state'], values: Record<string, string>, language: string): string {
    const { program, issuedAt, expiresAt } = state;
    const given = { ...values, issuedAt, expiresAt, portalUrl: this.portal.url };
    return this.programs.message(program, 'token-letter', given, language);
  }
}

const linesOf = ({ line1, line2, city, state, zip }: PayToAddress): string[] => [
  line1,
  ...(line2 === undefined ? [] : [line2]),
  `${city}, ${state} ${zip}`,
];
