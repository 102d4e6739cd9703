import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { SendSessionPasscode, type SessionPasscodeView } from '@portico/contracts';
import { Clock, refusal } from '@portico/kernel';
import { Programs } from '@portico/program';
import { otpExpired } from '../domain/passcode.js';
import { type Session, sessionEnded } from '../domain/session.js';
import { Sessions } from '../domain/sessions.js';
import { Users } from '../domain/users.js';
import { Passcodes } from './passcodes.js';
import { textablePhone } from './textable-phone.js';

export const phoneMissing = refusal(
  'conflict',
  'phone-missing',
  'Your account has no phone that a passcode could go to.',
);

/** Saved before it is sent: what dies in between leaves a passcode that nobody has, and the person asks for another. */
@CommandHandler(SendSessionPasscode)
@Requires('session.own')
export class SendSessionPasscodeHandler {
  constructor(
    private readonly sessions: Sessions,
    private readonly users: Users,
    private readonly passcodes: Passcodes,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ channel, actor }: SendSessionPasscode): Promise<SessionPasscodeView> {
    const session = await this.sessions.get(actor.sessionId ?? '');
    if (!session) throw sessionEnded();
    const { program } = session.state;
    const judging = { rules: this.programs.get(program).passcode, at: this.clock.now() };
    session.mustTakePasscode(channel, judging);
    const phone = textablePhone({ onFile: await this.phoneOf(session), named: undefined, channel });
    await this.passcodes.send({ program, channel, to: phone, about: session.id }, async (fresh) => {
      session.passcodeSent({ ...fresh, channel }, judging);
      await this.sessions.save(session);
    });
    return passcodeView(session, phone);
  }

  async answer(session: Session): Promise<SessionPasscodeView> {
    return passcodeView(session, await this.phoneOf(session));
  }

  private async phoneOf({ state }: Session): Promise<string> {
    const user = await this.users.get(state.userId);
    if (!user?.state.mobilePhone) throw phoneMissing();
    return user.state.mobilePhone;
  }
}

/** Of a passcode that was used meanwhile there is nothing to tell. */
function passcodeView({ state }: Session, phone: string): SessionPasscodeView {
  if (!state.passcode) throw otpExpired();
  const { prefix: passcodePrefix, expiresAt } = state.passcode;
  return { phoneHint: phone.slice(-4), passcodePrefix, expiresAt: expiresAt.toISOString() };
}
