import { after, Aggregate, idFrom, type Refusal } from '@portico/kernel';
import { changedLink, isUsable, type LinkPurpose, type LinkState, otpRequired, usable, withNewest } from './link.js';
import type { Notice } from './notice.js';
import { type Judging, mustBeLateEnough, refusalOf, sentPasscode } from './passcode.js';
import type { Secrets } from './secrets.js';
import type { UserEvent } from './user.events.js';
import type {
  ChangedPassword,
  LinkIssue,
  NewPassword,
  PasscodeOnItsWay,
  PasscodeProof,
  PasswordHashes,
  UserState,
} from './user-state.js';

/** More facts than one person is told while a process that died is away. */
const noticedKept = 100;

/** The part of an account that leads in: its password, and the mailed links by which a password is set. */
export abstract class LinkHolder extends Aggregate<UserState, UserEvent> {
  get hasPassword(): boolean {
    return this.state.credentials !== undefined;
  }

  /** What a new password must differ from, newest first. */
  recentPasswords(count: number): PasswordHashes[] {
    const { credentials, history } = this.state;
    return [...(credentials ? [credentials] : []), ...history].slice(0, count);
  }

  hasUsableLink(purpose: LinkPurpose, at: Date): boolean {
    return this.state.links.some((link) => link.purpose === purpose && isUsable(this.state.links, link, at));
  }

  /** From now on only this link of its purpose works. */
  issueLink({ lifetime, at, owedFirst, ...issue }: LinkIssue): void {
    const { program } = this.state;
    const link: LinkState = { ...issue, program, issuedAt: at, expiresAt: after(at, lifetime) };
    this.become(
      { links: withNewest(this.state.links, link) },
      { type: 'PasswordLinkIssued', userId: this.id, linkId: link.id, purpose: link.purpose, program },
    );
    this.owe({ id: link.id, kind: 'password-link', linkId: link.id, owedSince: at, ...(owedFirst && { owedFirst }) });
  }

  /** Whether this is the link that was to lead the person in, and nothing leads in since it ran out. */
  lacksWayIn(linkId: string | undefined, at: Date): boolean {
    const newest = this.state.links.findLast(({ purpose }) => purpose === 'set-password');
    return !this.hasPassword && newest !== undefined && newest.id === linkId && at >= newest.expiresAt;
  }

  usableLink(linkId: string, at: Date): LinkState {
    return usable(this.state.links, linkId, at);
  }

  /** Refuses a passcode that may not be sent yet. */
  mustTakePasscode(linkId: string, judging: Judging): void {
    mustBeLateEnough(this.usableLink(linkId, judging.at).passcode, judging);
  }

  /**
   * A passcode is on its way to the account's phone, or to the one just named where there is none yet. It voids the
   * passcodes of other links: none can prove a phone that it was not sent to.
   */
  passcodeSent({ linkId, opening, phone, ...fresh }: PasscodeOnItsWay, judging: Judging): void {
    const { passcode: before } = this.usableLink(linkId, judging.at);
    const passcode = sentPasscode(fresh, before, judging);
    const voided = this.state.links.map((link) => ({ ...link, passcode: undefined }));
    const links = changedLink(voided, linkId, { passcode, passcodeFor: opening });
    this.become(this.state.mobilePhone ? { links } : { links, namedPhone: phone }, {
      type: 'LinkPasscodeSent',
      linkId,
      channel: fresh.channel,
    });
  }

  /** A wrong try is counted here and the refusal answered, to be thrown once the count is saved. */
  provePasscode(proof: PasscodeProof, judging: Judging & { secrets: Secrets }): Refusal | undefined {
    const { linkId, opening, typedHash } = proof;
    const { passcode, passcodeFor } = this.usableLink(linkId, judging.at);
    const refused = refusalOf(passcodeFor === opening ? typedHash : '', passcode, judging);
    if (!refused) return this.proven(linkId, opening);
    if (refused.passcode === passcode) throw refused.refusal;

    const links = changedLink(this.state.links, linkId, { passcode: refused.passcode });
    this.become({ links }, { type: 'LinkPasscodeRefused', linkId });
    return refused.refusal;
  }

  /** The link, once a passcode was proven in this very opening of it (MC-INV-11). */
  provenLink(linkId: string, opening: string, at: Date): LinkState {
    const link = this.usableLink(linkId, at);
    if (link.provenIn !== opening) throw otpRequired();
    return link;
  }

  /** The link is used up and the password is set: one change, and every other link is void with it. */
  setPassword({ linkId, opening, hashes, remembered, at }: NewPassword): void {
    this.provenLink(linkId, opening, at);
    this.takePassword({ hashes, remembered, at });
    this.owe({ id: idFrom('password-changed', linkId), kind: 'password-changed', owedSince: at });
  }

  noticeSent(noticeId: string): void {
    const { notices, noticed = [] } = this.state;
    const isOfFact = notices.some(({ id, told }) => id === noticeId && told !== undefined);
    const left = notices.filter(({ id }) => id !== noticeId);
    this.become({ notices: left, ...(isOfFact && { noticed: [...noticed, noticeId].slice(-noticedKept) }) });
  }

  /** A phone that was named with the link is the account's from now on. */
  private proven(linkId: string, opening: string): undefined {
    const links = changedLink(this.state.links, linkId, { passcode: undefined, provenIn: opening });
    const { mobilePhone, namedPhone } = this.state;
    this.become(
      { links, mobilePhone: mobilePhone ?? namedPhone, namedPhone: undefined },
      { type: 'PasswordLinkProven', userId: this.id, linkId },
    );
  }

  /** However it is set: the one before becomes history, and no link leads past it. */
  protected takePassword({ hashes, remembered, at, keptSession }: ChangedPassword): void {
    const history = this.recentPasswords(remembered - 1);
    this.become(
      {
        credentials: { ...hashes, setAt: at, ...(keptSession !== undefined && { keptSession }) },
        history: history.map(({ exact, canonical }) => ({ exact, canonical })),
        links: this.state.links.map((link) => (link.usedAt ? link : { ...link, usedAt: at, passcode: undefined })),
      },
      { type: 'PasswordChanged', userId: this.id, program: this.state.program },
    );
  }

  protected owe(notice: Notice): void {
    this.become({ notices: [...this.state.notices.filter(({ id }) => id !== notice.id), notice] });
  }
}
