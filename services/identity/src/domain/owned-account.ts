import { idFrom, type Refusal, refusal } from '@portico/kernel';
import { LinkHolder } from './link-holder.js';
import { type Judging, mustBeLateEnough, mustBeOffered, otpInvalid, refusalOf, sentPasscode } from './passcode.js';
import type { Secrets } from './secrets.js';
import type { ChangedPassword, PhoneOnItsWay, PhoneProof } from './user-state.js';

export const samePhone = refusal('conflict', 'phone-unchanged', 'This is the phone of your account already.');

/** The part of an account that its owner changes while signed in: names, password, phone (MC-PRF-02). */
export abstract class OwnedAccount extends LinkHolder {
  rename(names: { firstName?: string; lastName?: string }): void {
    const given = Object.entries(names).filter(([, value]) => value !== undefined);
    const changed = given.filter(([name, value]) => value !== this.state[name as keyof typeof names]);
    if (changed.length === 0) return;
    const fields = changed.map(([name]) => name);
    this.become(Object.fromEntries(changed), { type: 'ProfileUpdated', userId: this.id, fields });
  }

  /** Sessions of the former password end with this change, except the one that it was made in (MC-PWD-10). */
  changePassword({ hashes, remembered, at, keptSession }: ChangedPassword): void {
    this.takePassword({ hashes, remembered, at, keptSession });
    const id = idFrom('password-changed', this.id, at.toISOString());
    this.owe({ id, kind: 'password-changed', owedSince: at });
  }

  /** Refuses a passcode to this phone that may not be sent now. */
  mustTakePhone(phone: string, channel: 'sms' | 'voice', judging: Judging): void {
    if (phone === this.state.mobilePhone) throw samePhone();
    mustBeOffered(channel, judging.rules);
    mustBeLateEnough(this.state.phoneChange?.passcode, judging);
  }

  /** A passcode is on its way to the new phone; until it is proven, the account's phone stays what it is (MC-PRF-03). */
  phoneChangeSent({ phone, sessionId, ...fresh }: PhoneOnItsWay, judging: Judging): void {
    this.mustTakePhone(phone, fresh.channel, judging);
    const passcode = sentPasscode(fresh, this.state.phoneChange?.passcode, judging);
    this.become({ phoneChange: { phone, sessionId, passcode } });
  }

  /** A wrong try is counted here and the refusal answered, to be thrown once the count is saved. */
  provePhone({ sessionId, typedHash }: PhoneProof, judging: Judging & { secrets: Secrets }): Refusal | undefined {
    const { phoneChange } = this.state;
    if (!phoneChange || phoneChange.sessionId !== sessionId) throw otpInvalid();
    const refused = refusalOf(typedHash, phoneChange.passcode, judging);
    if (!refused) return this.takePhone(phoneChange.phone, { hash: typedHash, at: judging.at });
    if (!refused.passcode || refused.passcode === phoneChange.passcode) throw refused.refusal;

    this.become({ phoneChange: { ...phoneChange, passcode: refused.passcode } });
    return refused.refusal;
  }

  /** Told to the account's address, and to the phone that it was until now (D-14). */
  private takePhone(mobilePhone: string, proof: { hash: string; at: Date }): undefined {
    const { mobilePhone: formerPhone } = this.state;
    this.become(
      { mobilePhone, phoneChange: undefined, phoneProof: proof.hash },
      { type: 'PhoneChanged', userId: this.id },
    );
    const id = idFrom('phone-changed', this.id, proof.at.toISOString());
    this.owe({ id, kind: 'phone-changed', owedSince: proof.at, ...(formerPhone && { formerPhone }) });
  }
}
