import { Injectable } from '@nestjs/common';
import { type Registration, registrationUnknown } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { User } from '../domain/user.js';
import { Users } from '../domain/users.js';

/** For an operator, who finds it with the dead letter (ADR 0005). */
class AddressChanged extends Error {
  constructor(userId: string) {
    super(`the account ${userId} no longer has the address of the registration`);
    this.name = 'AddressChanged';
  }
}

/** The accounts of people who finished a registration; whoever has none gets one, with names and phone of the registration. */
@Injectable()
export class RegisteredPeople {
  constructor(
    private readonly users: Users,
    private readonly registrations: Registrations,
  ) {}

  /** The id follows from the address: whoever has it under another one is somebody else. */
  async get(userId: string, registrationId: string | undefined): Promise<User> {
    const registration = registrationId === undefined ? undefined : await this.registrations.present(registrationId);
    const user = await this.users.get(userId);
    if (user && registration && user.state.email !== registration.state.email) throw new AddressChanged(userId);
    return user ?? newcomer(userId, registration);
  }
}

function newcomer(id: string, registration: Registration | undefined): User {
  if (!registration) throw registrationUnknown();
  const { email, firstName = '', lastName = '', mobilePhone, program } = registration.state;
  return User.register({ id, email, firstName, lastName, mobilePhone, program, roles: [] });
}
