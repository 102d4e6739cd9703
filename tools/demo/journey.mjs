// The first journey, step by step over HTTP. The registration follows the steps that the answers name, so it fits
// every program's order. `tell` hears of each step.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from '../environment.mjs';
import { PROGRAM } from './people.mjs';

const codeOf = ({ secret, text }) => /(\d{6})\D*$/.exec(secret ?? text)?.[1];

async function passcode(portal, path, { phone, bearer, body = {} }) {
  const before = await portal.sent({ kind: 'sms', to: phone }, { within: 0 }).catch(() => undefined);
  const step = await portal.post(`${path}/otp`, { channel: 'sms', ...body }, bearer);
  for (;;) {
    const sms = await portal.sent({ kind: 'sms', to: phone });
    if (sms.at !== before?.at || sms.secret !== before?.secret) return { code: codeOf(sms), step };
    await sleep(50);
  }
}

/** The department issues a token; answers it and the letter that carries it. */
export async function issueToken(portal, ops, { program, organization }, tell) {
  const token = await portal.post('/ops/registration-tokens', { program, organization }, ops);
  tell(`token issued for ${organization.legalName}: ${token.id}, expires ${token.expiresAt}`);
  const letter = await portal.sent({ kind: 'letter', about: token.id });
  tell('letter printed');
  return { id: token.id, secret: letter.secret };
}

const accept = (document) => ({ accepted: document.boxes.map(({ id }) => id) });

const steps = {
  terms: async ({ portal, path, bearer, at, tell }) => {
    tell(`reads and accepts “${at.document.title}”`);
    return portal.post(`${path}/terms`, accept(at.document), bearer);
  },
  account: async ({ portal, path, bearer, person, organization, tell }) => {
    const { email, firstName, lastName, mobilePhone } = person;
    if (!organization) return portal.post(`${path}/account`, { firstName, lastName, mobilePhone }, bearer);
    const { taxIdType, taxId, contactEmail, payTo } = organization;
    tell(`enters the account of ${email}`);
    const account = { email, firstName, lastName, taxIdType, taxId, payToZip: payTo.zip, contactEmail, mobilePhone };
    return portal.post(`${path}/account`, account, bearer);
  },
  otp: async ({ portal, path, bearer, person, tell }) => {
    const { code } = await passcode(portal, path, { phone: person.mobilePhone, bearer });
    tell('proves the phone with the passcode of a text message');
    return portal.post(`${path}/otp/verify`, { code }, bearer);
  },
  conditions: async ({ portal, path, bearer, at, tell }) => {
    tell(`agrees to “${at.document.title}” (${at.document.boxes.length} boxes)`);
    return portal.post(`${path}/conditions`, accept(at.document), bearer);
  },
};

/** Follows a begun registration until it asks for a step. */
export async function walkTo(portal, begun, { person, organization, step = 'complete' }, tell) {
  const path = `/registrations/${begun.id}`;
  let bearer = begun.flowToken;
  let at = begun;
  while (at.step !== step) {
    const take = steps[at.step];
    if (!take) throw new Error(`The registration asks for a step that this journey does not know: ${at.step}`);
    at = await take({ portal, path, bearer, at, person, organization, tell });
    bearer = at.flowToken ?? bearer;
  }
  return { ...at, flowToken: bearer };
}

/** Follows a begun registration to its end, and waits until the membership exists. */
export async function complete(portal, begun, who, tell) {
  const path = `/registrations/${begun.id}`;
  let at = await walkTo(portal, begun, who, tell);
  const bearer = at.flowToken;
  for (const until = Date.now() + 20_000; at.status === 'provisioning'; await sleep(100)) {
    if (Date.now() > until) throw new Error('The registration stays in provisioning: read the logs in .portico/run.');
    at = await portal.get(path, bearer);
  }
  tell('registration complete');
  return at;
}

/** An invited person follows the mailed link. */
export async function registerInvited(portal, { program, person }, tell) {
  const { secret: invitation } = await mailWith(portal, person.email, pack(program).invitation.path);
  const begun = await portal.post('/registrations', { program, invitation });
  tell(`registration begun by ${person.email}, invited by ${begun.invited.organizationName}`);
  return complete(portal, begun, { person }, tell);
}

export async function register(portal, { program, token, person, organization }, tell) {
  const begun = await portal.post('/registrations', { program, email: person.email, token });
  tell(`registration begun by ${person.email}`);
  return complete(portal, begun, { person, organization }, tell);
}

const pack = (program) => JSON.parse(readFileSync(join(repository, 'programs', program, 'program.json'), 'utf8'));

/** The newest mail to an address whose link opens this page of the portal. */
async function mailWith(portal, to, page) {
  const leads = ({ links }) => links.some((link) => new URL(link).pathname === page);
  return portal.sent({ kind: 'mail', to }, { leads });
}

/** From the newest mailed link to a set password. */
export async function setPassword(portal, person, tell) {
  const mail = await mailWith(portal, person.email, pack(PROGRAM).passwordLink.path);
  tell(`mail “${mail.subject}” with its link`);
  const opened = await portal.post('/password-links/open', { token: mail.secret });
  const path = `/password-links/${opened.id}`;
  const phone = opened.phoneNeeded ? { mobilePhone: person.mobilePhone } : {};
  const { code } = await passcode(portal, path, { phone: person.mobilePhone, bearer: opened.flowToken, body: phone });
  const proven = await portal.post(`${path}/otp/verify`, { code }, opened.flowToken);
  tell('link opened, phone proven');
  const set = await portal.post(
    `${path}/password`,
    { password: person.password },
    proven.flowToken ?? opened.flowToken,
  );
  tell(`password set: “${set.message}”`);
}

/** A session of somebody, with a fresh passcode in it. */
export async function signInWithPasscode(portal, person) {
  const { sessionToken } = await signIn(portal, person);
  const { code } = await passcode(portal, '/session', { phone: person.mobilePhone, bearer: sessionToken });
  return (await portal.post('/session/otp/verify', { code }, sessionToken)).sessionToken;
}

export async function signIn(portal, { email, password }, tell = () => undefined) {
  await portal.post('/login/identifier', { email });
  const session = await portal.post('/login/password', { email, password });
  tell(`signed in: ${session.next === 'home' ? 'home' : 'selects an organization'}`);
  return session;
}
