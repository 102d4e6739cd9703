import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { AddUser, type UserView } from '@portico/contracts';
import { Desks } from './desks.js';
import { Newcomers } from './newcomers.js';
import { phoneInvalid, phonesOf } from './phones.js';

@CommandHandler(AddUser)
@Requires('user.manage')
export class AddUserHandler {
  constructor(
    private readonly desks: Desks,
    private readonly newcomers: Newcomers,
  ) {}

  async execute(command: AddUser): Promise<UserView> {
    const { confirmNewDomain: confirmed } = command;
    const { form, errors } = formOf(command);
    const added = errors.length > 0 ? undefined : await this.newcomers.addAtOnce(command, form);
    if (added) return added;
    const desk = await this.desks.open(command, 'user.manage', this.newcomers.wanted(command));
    if (errors.length > 0) throw phoneInvalid({ errors });
    return this.newcomers.add(desk, form, { confirmed });
  }
}

function formOf({ email, firstName, lastName, ...typed }: AddUser) {
  const { errors, ...phones } = phonesOf(typed);
  return { form: { email, firstName, lastName, ...phones }, errors };
}
