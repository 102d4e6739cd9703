import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { RequestPhoneChange, type SessionPasscodeView } from '@portico/contracts';
import { type Actor, Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { otpExpired } from '../domain/passcode.js';
import { type User, userUnknown } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { Passcodes } from './passcodes.js';
import { textablePhone } from './textable-phone.js';

/** What a passcode to a new phone is bound to: account and session (MC-OTP-05). */
export const phoneFlowOf = (user: User, { sessionId = '' }: Actor): string => `${user.id} phone ${sessionId}`;

/** Saved before it is sent: what dies in between leaves a passcode that nobody has, and the person asks for another. */
@CommandHandler(RequestPhoneChange)
@Requires('phone.change')
export class RequestPhoneChangeHandler {
  constructor(
    private readonly users: Users,
    private readonly passcodes: Passcodes,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ mobilePhone, channel, actor }: RequestPhoneChange): Promise<SessionPasscodeView> {
    const user = await this.users.get(actor.userId ?? '');
    if (!user) throw userUnknown();
    const { program } = user.state;
    const judging = { rules: this.programs.get(program).passcode, at: this.clock.now() };
    const phone = textablePhone({ onFile: undefined, named: mobilePhone, channel });
    user.mustTakePhone(phone, channel, judging);
    const destination = { program, channel, to: phone, about: user.id, flow: phoneFlowOf(user, actor) };
    await this.passcodes.send(destination, async (fresh) => {
      user.phoneChangeSent({ ...fresh, channel, phone, sessionId: actor.sessionId ?? '' }, judging);
      await this.users.save(user);
    });
    return this.answer(user);
  }

  /** Of a passcode that was used meanwhile there is nothing to tell. */
  answer({ state }: User): SessionPasscodeView {
    if (!state.phoneChange) throw otpExpired();
    const { phone, passcode } = state.phoneChange;
    const { prefix: passcodePrefix, expiresAt } = passcode;
    return { phoneHint: phone.slice(-4), passcodePrefix, expiresAt: expiresAt.toISOString() };
  }
}
