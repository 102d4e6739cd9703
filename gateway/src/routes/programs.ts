import { Controller, Get, Headers } from '@nestjs/common';
import { GetPasswordPolicy, GetProgram, type PasswordPolicyView, type ProgramView } from '@portico/contracts';
import { Programs as Packs } from '@portico/program';
import { Anonymous } from '../auth/access.js';
import { publicViewOf } from '../homepage/program-view.js';
import { Input } from '../input/input.js';

/** What anybody may know of a program. */
@Controller()
@Anonymous()
export class Programs {
  constructor(private readonly packs: Packs) {}

  @Get('password-policy')
  passwordPolicy(@Input() { program }: GetPasswordPolicy): PasswordPolicyView {
    return this.packs.get(program).password;
  }

  @Get('programs/:program')
  program(@Input() { program }: GetProgram, @Headers('accept-language') language?: string): ProgramView {
    return publicViewOf(this.packs.get(program), this.packs.screenTexts(program, language));
  }
}
