import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type MeView, ProvePhoneChange } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { otpInvalid, passcodeHash } from '../domain/passcode.js';
import { Secrets } from '../domain/secrets.js';
import { type User, userUnknown } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { meView } from './me-view.js';
import { Passcodes } from './passcodes.js';
import { phoneFlowOf } from './request-phone-change.js';

/** The try is counted, in the same write as its outcome, before it is answered; a right one changes the phone with it. */
@CommandHandler(ProvePhoneChange)
@Requires('phone.change')
export class ProvePhoneChangeHandler {
  constructor(
    private readonly users: Users,
    private readonly passcodes: Passcodes,
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async execute({ code, actor }: ProvePhoneChange): Promise<MeView> {
    const user = await this.users.get(actor.userId ?? '');
    if (!user) throw userUnknown();
    const { passcode: rules } = this.programs.get(user.state.program);
    const proof = {
      sessionId: actor.sessionId ?? '',
      typedHash: passcodeHash(phoneFlowOf(user, actor), code, this.secrets),
    };
    let { version } = user;
    await this.passcodes.judged(user.id, async () => {
      const refused = user.provePhone(proof, { rules, secrets: this.secrets, at: this.clock.now() });
      ({ version } = await this.users.save(user));
      return refused;
    });
    return meView(user, version);
  }

  /** A repeated right try is answered as before, a wrong one is refused again. */
  async answer(user: User, { code, actor }: ProvePhoneChange): Promise<MeView> {
    const typed = passcodeHash(phoneFlowOf(user, actor), code, this.secrets);
    if (!user.state.phoneProof || !this.secrets.same(user.state.phoneProof, typed)) throw otpInvalid();
    return meView(user, user.version);
  }
}
