import { Injectable } from '@nestjs/common';
import { Random } from '@portico/kernel';
import { Programs } from '@portico/program';
import { Secrets } from '../domain/secrets.js';
import { normalToken, spelledToken } from '../domain/token-form.js';

interface Salted {
  id: string;
  program: string;
  salt: string;
}

/** Secure Token IDs: never stored, derived for the letter, known again by their keyed hash (D-03). */
@Injectable()
export class SecureTokens {
  constructor(
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly random: Random,
  ) {}

  /** Salt and hash of a new token. */
  fresh(id: string, program: string): { salt: string; hash: string } {
    const salt = this.random.bytes(16).toString('hex');
    return { salt, hash: this.hashOf(this.inClear({ id, program, salt })) };
  }

  /** For the printer only. */
  inClear({ id, program, salt }: Salted): string {
    const secret = this.secrets.derive('registration-token', id, salt);
    return spelledToken(secret, this.programs.get(program).registrationToken);
  }

  hashOf(typed: string): string {
    return this.secrets.hash('registration-token', normalToken(typed));
  }
}
