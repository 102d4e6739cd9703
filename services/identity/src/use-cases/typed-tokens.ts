import { Injectable } from '@nestjs/common';
import { Clock, milliseconds } from '@portico/kernel';
import { Programs } from '@portico/program';
import { Attempts, type Budget } from '../domain/attempts.js';
import { type RegistrationToken, tokenUnknown, tooManyTokens } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { Secrets } from '../domain/secrets.js';
import { DefaultProgram } from './default-program.js';
import { SecureTokens } from './secure-tokens.js';

/** What was typed into the Secure Token ID window, and by whom. */
export interface TypedToken {
  typed: string;
  /** The program whose portal it was typed in; left out, any program's token is meant. */
  program?: string;
  /** The client's address, as the edge vouched for it. */
  address?: string;
}

/**
 * Finds the token that a person typed. A wrong one is counted before it is told to be wrong, so that one client is told
 * so no more often than the program allows, however many it sends at once (MC-TOK-07). Right ones are not counted: many
 * people may register from behind one address.
 */
@Injectable()
export class TypedTokens {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly secureTokens: SecureTokens,
    private readonly attempts: Attempts,
    private readonly programs: Programs,
    private readonly otherwise: DefaultProgram,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async find(token: TypedToken): Promise<RegistrationToken> {
    const [key, budget] = [this.keyOf(token), this.budgetOf(token)];
    const before = await this.attempts.look(key, budget, this.clock.now());
    if (!before.allowed) throw tooManyTokens({ retryAfter: before.retryAfter });

    const found = await this.tokens.presentWithHash(this.secureTokens.hashOf(token.typed));
    if (found && (token.program ?? found.state.program) === found.state.program) return found;

    const counted = await this.attempts.take(key, budget, this.clock.now());
    throw counted.allowed ? tokenUnknown() : tooManyTokens({ retryAfter: counted.retryAfter });
  }

  private keyOf({ address = 'unknown' }: TypedToken): string {
    return `wrong-token:${this.secrets.hash('client-address', address)}`;
  }

  private budgetOf({ program = this.otherwise.id }: TypedToken): Budget {
    const { limit, window } = this.programs.get(program).registrationToken.wrongTokens;
    return { limit, windowMs: milliseconds(window) };
  }
}
