import { memberActions } from '@portico/access';
import { programsFolder, SpoiltPack } from '../test/folders.js';
import { documentHash } from './document-hash.js';
import { FilePrograms } from './file-programs.js';
import { letterParts } from './letter-parts.js';
import type { Programs } from './programs.js';
import { mailTemplates } from './template-names.js';
import { WrongPack } from './wrong-pack.js';

const programs: Programs = new FilePrograms(programsFolder);
const at = '2026-11-22T20:04:05.000Z';
const values = {
  firstName: 'Ana <b>&</b>',
  email: 'ana@clinic.example',
  link: 'https://portal.example/set-password#token=a&b',
  expiresAt: at,
  at,
  organizationName: 'Sunrise & Sons',
  portalUrl: 'https://portal.example',
  lapsesAt: at,
  endsAt: at,
  dormant: false,
  npis: ['1234567893', '1558598797'],
  npi: '1234567893',
  personName: 'Ana <b>&</b>',
  personEmail: 'ana@clinic.example',
  organizationId: 'o1',
};
const letter = {
  organizationName: 'Sunrise & Sons',
  token: 'ABCD-EFGH',
  issuedAt: at,
  expiresAt: at,
  portalUrl: 'https://p.example',
};

describe('the packs of a folder', () => {
  it('are served by id', () => {
    expect(programs.ids()).toEqual(['demo-plan', 'medi-cal']);
    expect(programs.get('medi-cal').name).toBe('Medi-Cal Provider Portal');
  });

  it('are refused by an id that is none', () => {
    expect(() => programs.get('la-care')).toThrow(
      expect.objectContaining({ code: 'program-unknown', kind: 'not-found' }),
    );
    expect(() => programs.get('__proto__')).toThrow(expect.objectContaining({ code: 'program-unknown' }));
  });

  it('cannot be changed by who reads them', () => {
    const { password } = programs.get('medi-cal');
    expect(() => Object.assign(password, { minLength: 1 })).toThrow(TypeError);
  });

  it('carry for each document the hash of its words', () => {
    const { terms } = programs.get('medi-cal').documents;
    expect(terms?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(terms?.hash).toBe(documentHash(terms ?? never()));
    expect(documentHash({ ...(terms ?? never()), text: `${terms?.text}.` })).not.toBe(terms?.hash);
  });

  it('must be there', () => {
    const empty = new SpoiltPack();
    expect(() => new FilePrograms(`${empty.folder}/documents`)).toThrow(WrongPack);
    expect(() => new FilePrograms(`${empty.folder}/nothing`)).toThrow(WrongPack);
    empty.remove();
  });
});

describe('texts', () => {
  it('come from the pack, with its numbers [MC-TOK-03]', () => {
    expect(programs.text('medi-cal', 'token-expired')).toContain('within 30 days');
    expect(programs.text('demo-plan', 'token-expired')).toContain('after 10 days');
  });

  it('come in the best language that the reader accepts [X-01]', () => {
    expect(programs.text('medi-cal', 'link-expired', 'fr-FR, es-MX;q=0.8, en;q=0.2')).toContain('30 minutos');
    expect(programs.text('medi-cal', 'link-expired', 'fr')).toContain('30 minutes');
  });

  it('come from the platform where a pack is silent, or where there is none', () => {
    expect(programs.text('demo-plan', 'busy')).toBe(programs.text(undefined, 'busy'));
    expect(programs.text('no-such-plan', 'busy', 'es')).toContain('ocupado');
    expect(programs.text('medi-cal', 'no-such-text')).toBeUndefined();
  });

  it('name the rules of the password policy [MC-PWD-08]', () => {
    expect(programs.text('medi-cal', 'password-policy.minLength')).toBe('Use at least 15 characters.');
    expect(programs.text('demo-plan', 'password-policy.history', 'es')).toBe(
      'No use una de sus últimas 3 contraseñas.',
    );
  });

  it('fall back when a value is not given, rather than show a gap', () => {
    expect(programs.text(undefined, 'password-policy.minLength')).toBeUndefined();
    expect(programs.text(undefined, 'password-policy.minLength', 'en', { minLength: 9 })).toBe(
      'Use at least 9 characters.',
    );
  });

  it('of the screens are given as a whole', () => {
    expect(programs.screenTexts('medi-cal')).toMatchObject({ 'screen.login.join': 'Join Medi-Cal Provider Portal' });
    expect(programs.screenTexts('medi-cal', 'es')).toMatchObject({ 'screen.login.next': 'Siguiente' });
  });
});

describe('explanations', () => {
  const facts = ['npi-level', 'type-not-granted', 'member-lapsed', 'policy'];

  it.each(facts)('say %s in both languages', (kind) => {
    const [english, spanish] = ['en', 'es'].map((language) =>
      programs.text('medi-cal', `fact.${kind}`, language, { about: '1234567893 admin' }),
    );
    expect(english).toMatch(/\.$/);
    expect(spanish).not.toBe(english);
  });

  it('have words for every action of a member', () => {
    expect(memberActions.filter((action) => programs.text(undefined, `action.${action}`) === undefined)).toEqual([]);
  });
});

describe('mails', () => {
  const kinds = ['medi-cal', 'demo-plan'].flatMap((id) =>
    ['en', 'es'].flatMap((language) => Object.keys(mailTemplates).map((name) => [id, name, language] as const)),
  );

  it.each(kinds)('%s %s (%s) have both forms', (id, name, language) => {
    const { subject, text, html } = programs.mail(id, name, values, language);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toMatch(/Ana <b>&<\/b>|ana@clinic/);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<b>|<script|<img/);
  });

  it('of an invitation name the organization, the date of its end and the help phone [MC-INV-15]', () => {
    const { subject, text, html } = programs.mail('medi-cal', 'invitation', values);
    expect(subject).toBe('Register for the Medi-Cal Provider Portal with Sunrise & Sons');
    expect(text.match(/https?:\S+/g)).toEqual([values.link]);
    for (const form of [text, html]) {
      expect(form).toMatch(/Sunrise &(?:amp;)? Sons/);
      expect(form).toContain('within 7 days, by November 22, 2026 at 12:04 PM PST');
      expect(form).toContain('1-800-541-5555');
    }
    expect(programs.mail('demo-plan', 'invitation', values, 'es').text).toContain('5 días');
  });

  it('say why a membership ends, and list what ends', () => {
    const warned = (dormant: boolean) =>
      programs.mail('medi-cal', 'membership-lapse-warning', { ...values, dormant }).text;
    expect(warned(true)).toContain('log in before then');
    expect(warned(false)).toContain('ask your Organization Administrator');
    expect(programs.mail('medi-cal', 'grants-ending', values).text).toContain('1234567893, 1558598797.');
  });

  it('of a new PIN carry none [MC-PIN-11]', () => {
    expect(programs.mail('medi-cal', 'pin-reset', { ...values, pin: '4711012' }).text).not.toContain('4711012');
  });

  it('have the subject of the guide [MC-REG-16]', () => {
    expect(programs.mail('medi-cal', 'set-password', values).subject).toBe(
      'Set your new password for the Medi-Cal Portal',
    );
  });

  it('carry one link, whole, and say for how long it works [MC-REG-17]', () => {
    const { text, html } = programs.mail('medi-cal', 'set-password', values);
    expect(text.match(/https?:\S+/g)).toEqual([values.link]);
    expect(text).toContain('within 30 minutes, by November 22, 2026 at 12:04 PM PST');
    expect(html.match(/href="([^"]*)"/g)).toEqual(['href="https://portal.example/set-password#token&#x3D;a&amp;b"']);
  });

  it('are not sent with a gap', () => {
    expect(() => programs.mail('medi-cal', 'set-password', { firstName: 'Ana' })).toThrow();
    expect(() => programs.mail('medi-cal', 'birthday', values)).toThrow(RangeError);
  });

  it('never show what only a prototype has', () => {
    const inherited = Object.create({ ...values }) as Record<string, unknown>;
    expect(() => programs.mail('medi-cal', 'set-password', inherited)).toThrow();
  });
});

describe('messages', () => {
  it('are letters with a title and paragraphs, the token one of them [MC-TOK-02]', () => {
    const { title, paragraphs } = letterParts(programs.message('medi-cal', 'token-letter', letter));
    expect(title).toBe('Your registration token for the Medi-Cal Provider Portal');
    expect(paragraphs).toContain('ABCD-EFGH');
    expect(paragraphs.join(' ')).toContain('Sunrise & Sons');
    expect(paragraphs.join(' ')).toContain('within 30 days of the date issued');
  });

  it('are short for a phone and slow for an ear [MC-OTP-01]', () => {
    const code = { prefix: 'QX', digits: '123456', code: 'QX-123456' };
    const text = programs.message('medi-cal', 'passcode-sms', code);
    expect(text).toContain('QX-123456');
    expect(text.length).toBeLessThanOrEqual(160);
    expect(programs.message('medi-cal', 'passcode-voice', code, 'es')).toContain('1, 2, 3, 4, 5, 6');
  });
});

function never(): never {
  throw new Error('there is no such document');
}
