import { aPassword, aPerson } from '../../journeys/people.js';
import type { Stage } from '../stage.js';
import type { Probe } from '../words.js';
import { nobodys, once } from './loci.js';

/** A bearer of the right form that nobody was given. */
export const noFlow = 'A'.repeat(43);

/** Ways in that are open to everybody, and the steps of flows that belong to who holds their token. */
export function wayInProbes({ registrations, link, organizations }: Stage, program: string): Record<string, Probe[]> {
  const linkId = link.path.split('/').at(-1) ?? '';
  const steps = (input: object = {}, then: Probe['then'] = 'through'): Probe[] => [
    { at: 'one’s own', input: { registrationId: registrations.own.id, ...input }, target: {}, then },
    { at: 'somebody else’s', input: { registrationId: registrations.other.id, ...input }, target: { mine: false } },
    { at: 'nobody’s', input: { registrationId: nobodys(), ...input }, target: { mine: false } },
  ];
  const links = (input: object = {}, then: Probe['then'] = 'through'): Probe[] => [
    { at: 'one’s own', input: { linkId, ...input }, target: {}, then },
    { at: 'nobody’s', input: { linkId: nobodys(), ...input }, target: { mine: false } },
  ];
  const { email, firstName, lastName, mobilePhone } = aPerson();
  const { taxId, payTo, contactEmail } = organizations.A.onFile;
  const account = {
    email,
    firstName,
    lastName,
    mobilePhone,
    taxIdType: 'EIN',
    taxId,
    payToZip: payTo.zip,
    contactEmail,
  };
  return {
    StartRegistration: once({ program, email, token: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345' }, [404, 410, 422, 429]),
    OpenPasswordLink: once({ token: noFlow }, [404, 410, 429]),
    RequestPasswordReset: once({ email, program }, [202, 200, 429]),
    Identify: once({ email }, [200, 429]),
    SignIn: once({ email: aPerson().email, password: aPassword() }, [401, 422, 423, 429]),
    GetRegistration: steps(),
    AcceptTerms: steps({ accepted: [] }),
    EnterAccount: steps(account),
    SendRegistrationPasscode: steps({ channel: 'sms' }),
    VerifyRegistrationPasscode: steps({ code: '000000' }),
    AcceptConditions: steps({ accepted: [] }),
    SendLinkPasscode: links({ channel: 'sms' }),
    VerifyLinkPasscode: links({ code: '000000' }),
    // Too weak on purpose: who holds the link would else spend it.
    SetPassword: links({ password: 'short' }, [403, 422]),
  };
}
