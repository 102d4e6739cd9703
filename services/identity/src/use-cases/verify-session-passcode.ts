import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type StrengthenedSessionView, VerifySessionPasscode } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { LiveSessions } from '@portico/session';
import { otpInvalid, passcodeHash } from '../domain/passcode.js';
import { Secrets } from '../domain/secrets.js';
import { type Session, sessionEnded } from '../domain/session.js';
import { SessionTokens } from '../domain/session-tokens.js';
import { Sessions } from '../domain/sessions.js';
import { liveCopy, sessionView } from './live-copy.js';
import { Passcodes } from './passcodes.js';

/** The try is counted, in the same write as its outcome, before it is answered; a right one changes the token with it. */
@CommandHandler(VerifySessionPasscode)
@Requires('session.own')
export class VerifySessionPasscodeHandler {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: SessionTokens,
    private readonly live: LiveSessions,
    private readonly passcodes: Passcodes,
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async execute({ code, actor }: VerifySessionPasscode): Promise<StrengthenedSessionView> {
    const session = await this.sessions.get(actor.sessionId ?? '');
    if (!session) throw sessionEnded();
    const { passcode: rules } = this.programs.get(session.state.program);
    const typed = { typedHash: this.hashOf(session, code), token: this.tokens.fresh(session.id) };
    await this.passcodes.judged(session.state.userId, async () => {
      const refused = session.provePasscode(typed, { rules, secrets: this.secrets, at: this.clock.now() });
      await this.sessions.save(session);
      return refused;
    });
    return this.moved(session);
  }

  /** A repeated right try gets the same token, a wrong one is refused again: also if another was right meanwhile. */
  async answer(session: Session, { code }: VerifySessionPasscode): Promise<StrengthenedSessionView> {
    session.mustBeOpen(this.clock.now());
    const { proof } = session.state;
    if (!proof || !this.secrets.same(proof.hash, this.hashOf(session, code))) throw otpInvalid();
    return this.moved(session);
  }

  /** Under its new token; a copy of a session that was ended meanwhile does not come back. */
  private async moved(session: Session): Promise<StrengthenedSessionView> {
    const { salt, tokenHash, formerTokens = [] } = session.state;
    await this.live.putIfAbsent(tokenHash, liveCopy(session), this.clock.now());
    await this.live.end(...formerTokens);
    return { ...sessionView(session), sessionToken: this.tokens.inClear(session.id, salt) };
  }

  private hashOf({ id }: Session, code: string): string {
    return passcodeHash(id, code, this.secrets);
  }
}
