import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { PrintTokenLetter, type RegistrationTokenView } from '@portico/contracts';
import { LetterPrinter } from '@portico/delivery';
import { Clock } from '@portico/kernel';
import { type RegistrationToken, tokenRecordUnknown } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { OrganizationsOnFile } from './organizations-on-file.js';
import { TokenLetters } from './token-letters.js';
import { tokenView } from './token-view.js';

/** Printed again after a crash, the letter is the same one; a letter marked as printed is not printed again. */
@CommandHandler(PrintTokenLetter)
@Requires('system.identity')
export class PrintTokenLetterHandler {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly organizations: OrganizationsOnFile,
    private readonly letters: TokenLetters,
    private readonly printer: LetterPrinter,
    private readonly clock: Clock,
  ) {}

  async execute({ tokenId }: PrintTokenLetter): Promise<RegistrationTokenView> {
    const token = await this.tokens.get(tokenId);
    if (!token) throw tokenRecordUnknown();
    if (token.needsLetter(this.clock.now())) await this.print(token);
    return this.answer(token);
  }

  answer(token: RegistrationToken): RegistrationTokenView {
    return tokenView(token, this.clock.now());
  }

  private async print(token: RegistrationToken): Promise<void> {
    const addressee = await this.organizations.enrollment(token.state.organizationId);
    await this.printer.print(this.letters.of(token, addressee));
    token.letterPrinted(this.clock.now());
    await this.tokens.save(token);
  }
}
