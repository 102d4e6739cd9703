import type { RegistrationStepView, RegistrationTokenView } from '@portico/contracts';
import {
  AcceptConditions,
  AcceptTerms,
  EnterAccount,
  IssueRegistrationToken,
  PrintTokenLetter,
  SendRegistrationPasscode,
  StartRegistration,
  VerifyRegistrationPasscode,
} from '@portico/contracts';
import { newId, StoppedClock, SystemRandom } from '@portico/kernel';
import { testCrypto } from '@portico/mongo/testing';
import { InMemoryPrograms } from '@portico/program/testing';
import { KeyedSecrets } from '../src/adapters/keyed.secrets.js';
import { StoredRegistrationPages } from '../src/adapters/stored.registration-pages.js';
import { AcceptConditionsHandler } from '../src/use-cases/accept-conditions.js';
import { AcceptTermsHandler } from '../src/use-cases/accept-terms.js';
import { AddOrganizationHandler } from '../src/use-cases/add-organization.js';
import { Admission } from '../src/use-cases/admission.js';
import { DataOnFile } from '../src/use-cases/data-on-file.js';
import { EnterAccountHandler } from '../src/use-cases/enter-account.js';
import { ExpireRegistrationTokenHandler } from '../src/use-cases/expire-registration-token.js';
import { Grounds } from '../src/use-cases/grounds.js';
import { InvitationTokens } from '../src/use-cases/invitation-tokens.js';
import { InvitedAdmission } from '../src/use-cases/invited-admission.js';
import { IssueRegistrationTokenHandler } from '../src/use-cases/issue-registration-token.js';
import { Passcodes } from '../src/use-cases/passcodes.js';
import { PrintTokenLetterHandler } from '../src/use-cases/print-token-letter.js';
import { RegistrationsAtHand } from '../src/use-cases/registrations-at-hand.js';
import { ReissueRegistrationTokenHandler } from '../src/use-cases/reissue-registration-token.js';
import { SecureTokens } from '../src/use-cases/secure-tokens.js';
import { SendRegistrationPasscodeHandler } from '../src/use-cases/send-registration-passcode.js';
import { StartRegistrationHandler } from '../src/use-cases/start-registration.js';
import { StepViews } from '../src/use-cases/step-views.js';
import { TokenLetters } from '../src/use-cases/token-letters.js';
import { TypedTokens } from '../src/use-cases/typed-tokens.js';
import { VerifyRegistrationPasscodeHandler } from '../src/use-cases/verify-registration-passcode.js';
import { InMemoryAttempts } from './in-memory.attempts.js';
import { InMemoryInvitations } from './invitation.doubles.js';
import { accountForm, maria, onFile, today } from './registration.builders.js';
import {
  InMemoryRegistrations,
  InMemoryRegistrationTokens,
  KnownAccounts,
  LetterBox,
  PasscodeBox,
  PlayedOrganizations,
  QueuedJobs,
} from './registration.doubles.js';
import { asCommand, from } from './work.js';

const deriveKey = Buffer.alloc(32, 3).toString('base64');

/** A flow at hand: what its next step needs. */
export interface Flow {
  registrationId: string;
  flowToken: string;
}

/** The registration half of identity in one process: real use cases, stores in memory, everybody else played. */
export class RegistrationWorld {
  readonly clock = new StoppedClock(today);
  readonly programs = new InMemoryPrograms();
  readonly secrets = new KeyedSecrets(deriveKey, testCrypto);
  readonly attempts = new InMemoryAttempts();
  readonly organizations = new PlayedOrganizations();
  readonly accounts = new KnownAccounts();
  readonly passcodeBox = new PasscodeBox();
  readonly letterBox = new LetterBox();
  readonly jobs = new QueuedJobs();
  readonly tokens = new InMemoryRegistrationTokens({ clock: this.clock });
  readonly registrations = new InMemoryRegistrations({ clock: this.clock });
  readonly invitations = new InMemoryInvitations({ clock: this.clock });

  readonly secureTokens = new SecureTokens(this.programs, this.secrets, new SystemRandom());
  readonly views = new StepViews(this.programs, this.secrets);
  readonly atHand = new RegistrationsAtHand(this.registrations, this.secrets);
  readonly pages = new StoredRegistrationPages(this.tokens, this.atHand, this.views, this.clock);
  readonly typedTokens = new TypedTokens(
    this.tokens,
    this.secureTokens,
    this.attempts,
    this.programs,
    { id: 'test-plan' },
    this.secrets,
    this.clock,
  );
  readonly admission = new Admission(
    this.tokens,
    this.registrations,
    this.organizations,
    this.programs,
    this.secrets,
    new SystemRandom(),
    this.clock,
  );
  readonly passcodes = new Passcodes(
    this.programs,
    this.attempts,
    this.secrets,
    this.passcodeBox,
    new SystemRandom(),
    this.clock,
  );

  readonly grounds = new Grounds(this.tokens, this.invitations, this.clock);
  readonly invited = new InvitedAdmission(
    this.invitations,
    new InvitationTokens(this.programs, this.secrets, new SystemRandom(), { url: 'https://portal.example' }),
    this.registrations,
    this.accounts,
    this.programs,
    this.secrets,
    new SystemRandom(),
    this.clock,
  );

  readonly issue = new IssueRegistrationTokenHandler(
    this.tokens,
    this.secureTokens,
    this.organizations,
    this.programs,
    this.clock,
  );
  readonly reissue = new ReissueRegistrationTokenHandler(this.tokens, this.secureTokens, this.programs, this.clock);
  readonly expire = new ExpireRegistrationTokenHandler(this.tokens, this.clock);
  readonly letters = new TokenLetters(this.programs, this.secureTokens, { url: 'https://portal.example' });
  readonly print = new PrintTokenLetterHandler(
    this.tokens,
    this.organizations,
    this.letters,
    this.letterBox,
    this.clock,
  );
  readonly start = new StartRegistrationHandler(
    this.typedTokens,
    this.admission,
    this.invited,
    this.accounts,
    this.secrets,
    this.views,
  );
  readonly add = new AddOrganizationHandler(this.typedTokens, this.admission, this.accounts, this.views);
  readonly terms = new AcceptTermsHandler(this.atHand, this.registrations, this.views, this.clock);
  readonly account = new EnterAccountHandler(
    this.atHand,
    this.registrations,
    this.grounds,
    new DataOnFile(this.tokens, this.organizations, this.programs, this.clock),
    this.views,
    this.clock,
  );
  readonly send = new SendRegistrationPasscodeHandler(
    this.atHand,
    this.registrations,
    this.passcodes,
    this.programs,
    this.views,
    this.clock,
  );
  readonly verify = new VerifyRegistrationPasscodeHandler(
    this.atHand,
    this.registrations,
    this.grounds,
    this.passcodes,
    this.programs,
    this.secrets,
    this.views,
    this.clock,
  );
  readonly conditions = new AcceptConditionsHandler(
    this.atHand,
    this.registrations,
    this.grounds,
    this.views,
    this.clock,
  );

  issued(change: object = {}, commandId = newId()): Promise<RegistrationTokenView> {
    const message = from(IssueRegistrationToken, { program: 'test-plan', organization: onFile(change) });
    return asCommand(commandId, this.issue, message);
  }

  /** What the letter carries. */
  async inLetter(tokenId: string): Promise<string> {
    await asCommand(newId(), this.print, from(PrintTokenLetter, { tokenId }));
    return this.letterBox.printed.find(({ about }) => about === tokenId)?.secret ?? '';
  }

  started(token: string, change: object = {}, commandId = newId()): Promise<RegistrationStepView> {
    const fields = { program: 'test-plan', email: maria, token, ...change };
    return asCommand(
      commandId,
      this.start,
      from(StartRegistration, fields, { kind: 'anonymous', address: '192.0.2.1' }),
    );
  }

  /** A flow of an own organization at its first step. */
  async begun(change: object = {}): Promise<Flow & { tokenId: string }> {
    const { id: tokenId } = await this.issued(change);
    const { id, flowToken = '' } = await this.started(await this.inLetter(tokenId));
    return { registrationId: id, flowToken, tokenId };
  }

  do = {
    terms: (flow: Flow, accepted: unknown = ['agree'], id = newId()) =>
      asCommand(id, this.terms, from(AcceptTerms, { ...bearer(flow), accepted })),
    account: (flow: Flow, change: object = {}, id = newId()) =>
      asCommand(id, this.account, from(EnterAccount, { ...bearer(flow), ...accountForm(change) })),
    send: (flow: Flow, channel = 'sms', id = newId()) =>
      asCommand(id, this.send, from(SendRegistrationPasscode, { ...bearer(flow), channel })),
    verify: (flow: Flow, code = this.passcodeBox.digits, id = newId()) =>
      asCommand(id, this.verify, from(VerifyRegistrationPasscode, { ...bearer(flow), code })),
    conditions: (flow: Flow, accepted: unknown = ['agree', 'authorized'], id = newId()) =>
      asCommand(id, this.conditions, from(AcceptConditions, { ...bearer(flow), accepted })),
  };

  /** A flow whose present step is `step`. */
  async at(step: 'terms' | 'account' | 'otp' | 'conditions' | 'complete', change: object = {}) {
    const flow = await this.begun(change);
    const { contactEmail, taxId } = onFile(change);
    const before: [string, () => Promise<unknown>][] = [
      ['terms', () => this.do.terms(flow)],
      ['account', () => this.do.account(flow, { contactEmail, taxId })],
      ['otp', () => this.do.send(flow).then(() => this.do.verify(flow))],
      ['conditions', () => this.do.conditions(flow)],
    ];
    for (const [present, pass] of before) if (isBefore(present, step)) await pass();
    return flow;
  }

  /** Types of everything that would be published, in order within each aggregate. */
  get facts(): string[] {
    return [...this.tokens.outbox, ...this.registrations.outbox].map(({ type }) => type.split('.')[2] ?? '');
  }
}

const order = ['terms', 'account', 'otp', 'conditions', 'complete'];
const isBefore = (one: string, other: string): boolean => order.indexOf(one) < order.indexOf(other);
const bearer = ({ registrationId, flowToken }: Flow): Flow => ({ registrationId, flowToken });
