import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { AddUser, type UserView } from '@portico/contracts';
import { Desks } from './desks.js';
import { Newcomers } from './newcomers.js';
import { phonesOf } from './phones.js';

@CommandHandler(AddUser)
@Requires('user.manage')
export class AddUserHandler {
  constructor(
    private readonly desks: Desks,
    private readonly newcomers: Newcomers,
  ) {}

  async execute(command: AddUser): Promise<UserView> {
    const { email, firstName, lastName, confirmNewDomain } = command;
    const desk = await this.desks.open(command, 'user.manage', this.newcomers.wanted(command));
    const form = { email, firstName, lastName, ...phonesOf(command) };
    return this.newcomers.add(desk, form, { confirmed: confirmNewDomain });
  }
}
