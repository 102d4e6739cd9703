import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetRegistrationToken, type RegistrationTokenView } from '@portico/contracts';
import { RegistrationPages } from './registration-pages.js';

@QueryHandler(GetRegistrationToken)
@Requires('registration-token.read')
export class GetRegistrationTokenHandler {
  constructor(private readonly pages: RegistrationPages) {}

  execute({ tokenId }: GetRegistrationToken): Promise<RegistrationTokenView> {
    return this.pages.token(tokenId);
  }
}
