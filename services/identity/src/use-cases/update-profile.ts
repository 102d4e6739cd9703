import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type MeView, UpdateProfile } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import { stale, type User, userUnknown } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { meView } from './me-view.js';

export const immutableField = refusal('invalid', 'immutable-field', 'This cannot be changed here.');

const emailFault = {
  pointer: '/email',
  code: 'immutable-field',
  message: 'The login email is changed by an Org Admin or by the department.',
};

@CommandHandler(UpdateProfile)
@Requires('profile.change')
export class UpdateProfileHandler {
  constructor(private readonly users: Users) {}

  async execute({ email, ifMatch, actor, ...names }: UpdateProfile): Promise<MeView> {
    if (email !== undefined) throw immutableField({ errors: [emailFault] });
    const user = await this.users.get(actor.userId ?? '');
    if (!user) throw userUnknown();
    if (ifMatch !== undefined && ifMatch !== String(user.version)) throw stale();
    const { firstName, lastName } = names;
    user.rename({ firstName, lastName });
    if (user.recorded.length === 0) return this.answer(user);
    const { version } = await this.users.save(user);
    return meView(user, version);
  }

  answer(user: User): MeView {
    return meView(user, user.version);
  }
}
