import { readPack } from '../src/pack.js';
import { programsFolder } from './folders.js';

const mediCal = readPack(`${programsFolder}/medi-cal`);
const demoPlan = readPack(`${programsFolder}/demo-plan`);

/** Values of the pack's shape rather than of the payer: they may be alike. */
const alike = [
  /^\/languages/,
  /^\/passcode\/digits$/,
  /^\/passcode\/channels/,
  /^\/flows\/.*\/step$/,
  /^\/roles/,
  /^\/stepUp/,
  /^\/tiles\/\d+\/(?:kinds|roles|actions)/,
  /^\/password\/refuse/,
];

function* leaves(value: unknown, path = ''): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value];
  else for (const [name, each] of Object.entries(value)) yield* leaves(each, `${path}/${name}`);
}

describe('medi-cal', () => {
  const { documents, registrationToken, passcode, passwordLink, password, lockout, session, tiles } = mediCal.program;

  it('has the terms with their one box [MC-REG-03]', () => {
    expect(documents.terms?.title).toBe('Terms and Conditions for Medi-Cal Provider Portal');
    expect(documents.terms?.boxes.map(({ text }) => text)).toEqual(['I confirm I have read and agree to the above']);
  });

  it('has the conditions with both boxes [MC-REG-10]', () => {
    expect(documents.conditions?.title).toBe('Medi-Cal Online Conditions of Use Agreement');
    expect(documents.conditions?.boxes.map(({ id }) => id)).toEqual(['agree', 'authorized']);
  });

  it('has the numbers of the guide and of the decisions [MC-TOK-03] [MC-OTP-04] [MC-PWD-01] [MC-AUT-10] [MC-AUT-13]', () => {
    expect(registrationToken).toMatchObject({ lifetimeDays: 30, mismatchLimit: 5, mismatchLock: 'PT24H' });
    expect(registrationToken.wrongTokens).toEqual({ limit: 5, window: 'PT15M' });
    expect(registrationToken.alphabet).not.toMatch(/[01OILU]/);
    expect(passcode).toMatchObject({
      lifetime: 'PT10M',
      tries: 5,
      resendAfter: 'PT30S',
      sends: { limit: 5, window: 'PT1H' },
    });
    expect(passwordLink.lifetime).toBe('PT30M');
    expect(password).toMatchObject({ minLength: 15, maxLength: 128, history: 5, specialExamples: '!$#%' });
    expect(lockout).toMatchObject({ failures: 5, window: 'PT15M', lock: 'PT15M', lockGrowth: 2 });
    expect(session).toEqual({ idle: 'PT15M', absolute: 'PT12H', warnBefore: 'PT2M' });
  });

  it('has both boxes for an invited person [MC-INV-06] [MC-INV-07]', () => {
    const [terms] = mediCal.program.flows['register-user'];
    expect(documents[terms?.document ?? '']?.boxes.map(({ text }) => text)).toEqual([
      'I confirm that I have read and agree to the above',
      'I confirm that I am authorized to create a Medi-Cal Provider Portal account on behalf of my organization',
    ]);
    const [desk] = demoPlan.program.flows['register-user'];
    expect(demoPlan.program.documents[desk?.document ?? '']?.boxes).toHaveLength(1);
  });

  it('has the times of memberships and invitations [MC-INV-03] [MC-ADM-15] [MC-ADM-16] [MC-PIN-09]', () => {
    const { invitation, membership, pin } = mediCal.program;
    expect(invitation.lifetime).toBe('P7D');
    expect(membership.neverAssigned).toEqual({ after: 'P30D', warnings: ['P7D'] });
    expect(membership.dormant).toEqual({ after: 'P90D', warnings: ['P14D', 'P3D'] });
    expect(pin).toEqual({ digits: 7, processor: 'none', reveal: 'PT30S' });
  });

  it('has the tiles in the order of the guide [MC-HOM-01]', () => {
    const titles = tiles.map(({ title }) => title).join(', ');
    expect(titles).toBe(
      'My Profile and Preferences, Administration, Notifications, PIN Management, Communication Center, Transaction Center, ' +
        'News and Bulletin, Frequently Asked Questions, System Alerts, Provider Network, Submitter Management',
    );
  });

  it('says what the guide says [MC-REG-11] [MC-PWD-07] [MC-ORG-04]', () => {
    expect(mediCal.texts.find('registration.complete', 'en')).toBe('Registration Complete');
    expect(mediCal.texts.find('organization.added', 'en')).toBe(
      'To view the new organization, log out of the Provider Portal and log back in.',
    );
    expect(mediCal.texts.find('password.updated', 'en')).toContain('successfully updated');
  });
});

describe('demo-plan', () => {
  it('differs from medi-cal in every number and text [X-12]', () => {
    const others = new Map(leaves(mediCal.program));
    const same = [...leaves(demoPlan.program)].filter(([path, value]) => {
      return others.get(path) === value && !alike.some((form) => form.test(path));
    });
    expect(same).toEqual([]);
  });

  it('differs from medi-cal in every text that both have [X-12]', () => {
    const same = demoPlan.texts
      .keys('en')
      .filter((key) => demoPlan.texts.find(key, 'en') === mediCal.texts.find(key, 'en'));
    expect(same).toEqual([]);
  });

  it('has other boxes, and another count of them [X-12]', () => {
    const boxes = ({ program }: typeof mediCal): number[] =>
      Object.values(program.documents).map((each) => each.boxes.length);
    expect(boxes(mediCal)).toEqual([1, 2, 2]);
    expect(boxes(demoPlan)).toEqual([2, 3, 1]);
  });
});
