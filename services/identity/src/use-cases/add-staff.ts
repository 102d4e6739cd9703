import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { AddStaff, type StaffView } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { Programs } from '@portico/program';
import { Secrets } from '../domain/secrets.js';
import { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { DefaultProgram } from './default-program.js';
import { PasswordLinks } from './password-links.js';
import { textablePhone } from './textable-phone.js';
import { userIdOf } from './user-id.js';

/** Only an operator at the console makes staff; nobody chooses a password for them, and none is preset. */
@CommandHandler(AddStaff)
@Requires('system.operator')
export class AddStaffHandler {
  constructor(
    private readonly users: Users,
    private readonly links: PasswordLinks,
    private readonly secrets: Secrets,
    private readonly programs: Programs,
    private readonly otherwise: DefaultProgram,
  ) {}

  async execute(staff: AddStaff): Promise<StaffView> {
    const known = await this.users.byEmail(staff.email);
    known?.grantRoles(staff.roles);
    const user = known ?? this.newcomer(staff);
    if (!user.hasPassword) this.links.issue(user, 'set-password', newId());
    if (user.recorded.length > 0) await this.users.save(user);
    return this.answer(user);
  }

  answer({ id, state }: User): StaffView {
    return { id, email: state.email, roles: [...state.roles] };
  }

  private newcomer({ email, roles, firstName, lastName, mobilePhone, program }: AddStaff): User {
    return User.register({
      id: userIdOf(email, this.secrets),
      email,
      firstName: firstName ?? (email.split('@')[0] as string),
      lastName: lastName ?? 'Staff',
      mobilePhone: mobilePhone && textablePhone({ onFile: undefined, named: mobilePhone, channel: 'voice' }),
      roles,
      program: this.programs.get(program ?? this.otherwise.id).id,
    });
  }
}
