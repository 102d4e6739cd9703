import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { IssueRegistrationToken, type RegistrationTokenView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { RegistrationToken } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { OrganizationsOnFile } from './organizations-on-file.js';
import { SecureTokens } from './secure-tokens.js';
import { tokenView } from './token-view.js';

@CommandHandler(IssueRegistrationToken)
@Requires('registration-token.issue')
export class IssueRegistrationTokenHandler {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly secureTokens: SecureTokens,
    private readonly organizations: OrganizationsOnFile,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ program, organization }: IssueRegistrationToken): Promise<RegistrationTokenView> {
    const { registrationToken: rules } = this.programs.get(program);
    const id = this.tokens.newId();
    const made = await this.tokens.get(id);
    if (made) return this.answer(made);

    const { organizationId } = await this.organizations.enroll(program, organization);
    const fresh = this.secureTokens.fresh(id, program);
    const token = RegistrationToken.issue({ id, program, organizationId, ...fresh }, { rules, at: this.clock.now() });
    await this.tokens.save(token);
    return this.answer(token);
  }

  answer(token: RegistrationToken): RegistrationTokenView {
    return tokenView(token, this.clock.now());
  }
}
