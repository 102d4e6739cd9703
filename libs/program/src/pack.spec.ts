import { SpoiltPack } from '../test/folders.js';
import { readPack } from './pack.js';
import { WrongPack } from './wrong-pack.js';

function faultsOf(pack: SpoiltPack): WrongPack {
  try {
    readPack(pack.folder);
  } catch (error) {
    if (error instanceof WrongPack) return error;
    throw error;
  } finally {
    pack.remove();
  }
  throw new Error('the pack was taken as right');
}

const wrongValues: [pointer: string, value: unknown, path: string][] = [
  ['/password/minLength', 4, '/password/minLength'],
  ['/password/minLength', '15', '/password/minLength'],
  ['/password/maxLength', 256, '/password/maxLength'],
  ['/passcode/digits', 8, '/passcode/digits'],
  ['/passcode/prefixLetters', 4, '/passcode/prefixLetters'],
  ['/passcode/channels', ['pigeon'], '/passcode/channels/0'],
  ['/passcode/lifetime', '10 minutes', '/passcode/lifetime'],
  ['/passcode/resendAfter', 'PT20M', '/passcode/resendAfter'],
  ['/passwordLink/lifetime', '-PT30M', '/passwordLink/lifetime'],
  ['/passwordLink/path', 'https://elsewhere.example', '/passwordLink/path'],
  ['/zone', 'America/Sacramento', '/zone'],
  ['/languages', ['english'], '/languages/0'],
  ['/links/0/url', 'javascript:alert(1)', '/links/0/url'],
  ['/registrationToken/alphabet', '2345678923456789', '/registrationToken/alphabet'],
  ['/registrationToken/groups', 6, '/registrationToken'],
  ['/flows/register-organization/0', { step: 'terms', document: 'nothing' }, '/flows/register-organization/0/document'],
  ['/flows/register-organization/0', { step: 'terms' }, '/flows/register-organization/0'],
  ['/flows/register-organization/1', { step: 'account', document: 'terms' }, '/flows/register-organization/1'],
  ['/flows/add-organization/2', { step: 'account' }, '/flows/add-organization/2/step'],
  ['/documents/terms/id', 'other', '/documents/terms/id'],
  ['/documents/terms/file', '../../etc/passwd', '/documents/terms/file'],
  ['/documents/terms/boxes', [], '/documents/terms/boxes'],
  ['/roles/organization/admin', ['organization.own'], '/roles/organization/admin/0'],
  ['/roles/organization/admin', ['user.manage'], '/roles/organization/admin'],
  ['/roles/organization/processor', ['correspondence.read'], '/roles/organization/processor/0'],
  ['/roles/organization/none', ['pin.view'], '/roles/organization/none/0'],
  ['/roles/organization/emperor', [], '/roles/organization/emperor'],
  ['/roles/npi/admin', ['user.manage'], '/roles/npi/admin/0'],
  ['/roles/npi/none', ['npi.read'], '/roles/npi/none'],
  ['/roles/npi/processor', undefined, '/roles/npi'],
  ['/pin/digits', 3, '/pin/digits'],
  ['/pin/processor', 'view', '/pin/processor'],
  ['/pin/reveal', 'PT31S', '/pin/reveal'],
  ['/invitation/lifetime', 'a week', '/invitation/lifetime'],
  ['/membership/dormant/after', 'PT90H', '/membership/dormant/after'],
  ['/membership/dormant/warnings', ['P3D', 'P90D'], '/membership/dormant/warnings/1'],
  ['/membership/grantNotices', ['PT36H'], '/membership/grantNotices/0'],
  ['/flows/register-user/0', { step: 'terms', document: 'nothing' }, '/flows/register-user/0/document'],
  ['/tiles/1/actions', ['world.rule'], '/tiles/1/actions/0'],
  ['/stepUp', ['pin.guess'], '/stepUp/0'],
  ['/tiles/1/roles', ['emperor'], '/tiles/1/roles/0'],
  ['/tiles/1/kinds', ['bank'], '/tiles/1/kinds/0'],
  ['/tiles/1/id', 'profile', '/tiles/1/id'],
  ['/session/idle', 'PT13H', '/session/idle'],
  ['/session/warnBefore', 'PT15M', '/session/warnBefore'],
  ['/lockout/longestLock', 'PT1M', '/lockout/longestLock'],
  ['/id', 'other-plan', '/id'],
  ['/surprise', true, '/surprise'],
  ['/help', undefined, '/'],
];

describe('a wrong pack stops the boot', () => {
  it.each(wrongValues)('for %s = %j, naming %s', (pointer, value, path) => {
    const { faults, message } = faultsOf(new SpoiltPack().set(pointer, value));
    expect(faults).toContainEqual(expect.objectContaining({ file: 'program.json', path }));
    expect(message).toContain(path);
  });

  it('naming everything that is wrong at once', () => {
    const { faults } = faultsOf(new SpoiltPack().set('/zone', 'Mars').set('/passcode/tries', 0));
    expect(faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['/zone', '/passcode/tries']));
  });

  it('for a file that is no JSON', () => {
    expect(faultsOf(new SpoiltPack().write('program.json', '{')).message).toContain('program.json');
  });

  it('for a document that is not there', () => {
    const pack = new SpoiltPack();
    pack.remove('documents/terms.md');
    expect(faultsOf(pack).faults).toContainEqual(expect.objectContaining({ file: 'documents/terms.md' }));
  });

  it('for a text that only one language has', () => {
    const { faults } = faultsOf(
      new SpoiltPack().write('texts.es.json', '{"registration.complete": "Registro completo"}'),
    );
    expect(faults).toContainEqual({ file: 'texts.es.json', path: '/password.updated', message: 'is missing' });
  });

  it('for a text that names a value the pack does not have', () => {
    const { faults } = faultsOf(new SpoiltPack().write('texts.en.json', '{"token-expired": "Call {help.fax}"}'));
    expect(faults).toContainEqual({
      file: 'texts.en.json',
      path: '/token-expired',
      message: 'the pack has no help.fax',
    });
  });

  it('for a mail that asks for a value it is not given', () => {
    const { faults } = faultsOf(
      new SpoiltPack().write('mail/en/set-password.txt.hbs', 'Your password is {{password}}'),
    );
    expect(faults).toContainEqual(expect.objectContaining({ file: 'mail/en/set-password.txt.hbs' }));
  });

  it('for a mail that is no template', () => {
    const { faults } = faultsOf(new SpoiltPack().write('mail/es/reset-password.html.hbs', '<p>{{#if link}}</p>'));
    expect(faults).toContainEqual(expect.objectContaining({ file: 'mail/es/reset-password.html.hbs' }));
  });

  it('for a letter that is missing', () => {
    const pack = new SpoiltPack();
    pack.remove('messages/en/token-letter.hbs');
    expect(faultsOf(pack).message).toContain('messages/en/token-letter.hbs: cannot be read');
  });
});
