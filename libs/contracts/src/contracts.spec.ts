import { newId, Refusal } from '@portico/kernel';
import {
  AcceptTerms,
  EnterAccount,
  events,
  fieldsOf,
  IssueRegistrationToken,
  ListAudit,
  messages,
  secretFieldNames,
  SetNpiPermissions,
  StartRegistration,
  validated,
} from './index.js';

const onFile = {
  legalName: 'Sunrise Clinic',
  kinds: ['provider'],
  taxIdType: 'EIN',
  taxId: '94-1234567',
  payTo: { line1: '1 Main St', city: 'Sacramento', state: 'CA', zip: '95814' },
  contactEmail: 'Billing@Sunrise.Example',
  npis: [{ npi: '1234567893', providerName: 'A. Lee', providerType: 'Physician', enrollmentType: 'individual' }],
};

function faults(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    return ((error as Refusal).details.errors ?? []).map(({ pointer }) => pointer);
  }
  return [];
}

describe('a message', () => {
  it('is made from what was sent, trimmed, addresses in lower case', () => {
    const message = validated(IssueRegistrationToken, { program: ' medi-cal ', organization: onFile });
    expect(message.program).toBe('medi-cal');
    expect(message.organization.contactEmail).toBe('billing@sunrise.example');
    expect(message.organization.npis[0]).toBeInstanceOf(Object);
  });

  const account = {
    registrationId: '018f2d5e-7b3a-7c3e-9f00-000000000001',
    flowToken: 'x',
    email: 'maria@sunrise.example',
    firstName: 'María',
    lastName: "O'Neill-López",
    taxIdType: 'EIN',
    taxId: '941234567',
    payToZip: '95814',
    contactEmail: 'billing@sunrise.example',
    mobilePhone: '+1 916 555 0142',
  };

  it.each(['registrationId', 'flowToken', 'firstName', 'lastName', 'mobilePhone'] as const)(
    'without %s is refused by exactly that name [MC-REG-04, MC-INV-08]',
    (name) => {
      const { [name]: left, ...rest } = account;
      expect([...new Set(faults(() => validated(EnterAccount, rest)))]).toEqual([`/${name}`]);
    },
  );

  it.each(['email', 'taxIdType', 'taxId', 'payToZip', 'contactEmail'])('with a wrong %s is refused by name', (name) => {
    expect(faults(() => validated(EnterAccount, { ...account, [name]: '?' }))).toContain(`/${name}`);
  });

  it.each([
    ['an unknown field', { ...account, admin: true }, '/admin'],
    ['an operator object', { ...account, email: { $gt: '' } }, '/email'],
    ['an array for a word', { ...account, firstName: ['a'] }, '/firstName'],
    ['a line break in a name', { ...account, firstName: 'a\r\nBcc: b' }, '/firstName'],
    ['a huge word', { ...account, lastName: 'x'.repeat(1_000_000) }, '/lastName'],
  ])('with %s is refused naming the field', (_what, input, pointer) => {
    expect(faults(() => validated(EnterAccount, input))).toContain(pointer);
  });

  it('names faults inside nested parts by their place', () => {
    const wrong = { ...onFile, npis: [{ ...onFile.npis[0], npi: '9999999999' }, 7], payTo: 'here' };
    const named = faults(() => validated(IssueRegistrationToken, { program: 'medi-cal', organization: wrong }));
    expect(named).toEqual(expect.arrayContaining(['/organization/npis/0/npi', '/organization/payTo']));
  });

  it('is refused when it is no object at all', () => {
    for (const input of [[], 'text', 7]) expect(() => validated(StartRegistration, input)).toThrow(Refusal);
  });

  it.each(['', 'a\r\nBcc: b', 'a\u202eb', 'x'.repeat(101)])('refuses %j in a list of words', (word) => {
    const input = { registrationId: account.registrationId, flowToken: 'x', accepted: ['fine', word] };
    expect(faults(() => validated(AcceptTerms, input))).toContain('/accepted');
  });

  it('takes null for a field that is absent, also in a part of it, and leaves nothing of it', () => {
    const ids = { organizationId: newId(), userId: newId() };
    const assignment = { npi: '1234567893', level: 'admin', from: null, to: null };
    const message = validated(SetNpiPermissions, { ...ids, assignments: [assignment], all: null, dryRun: null });
    expect({ ...message }).toEqual({ ...ids, assignments: [{ npi: '1234567893', level: 'admin' }] });
    for (const name of ['all', 'dryRun']) expect(message).not.toHaveProperty(name);
    expect(message.assignments?.[0]).not.toHaveProperty('from');
    expect(validated(SetNpiPermissions, { ...ids, assignments: null })).not.toHaveProperty('assignments');
  });

  it('takes instants that are the same on every server, and no other form of a date', () => {
    const asked = (from: string) => () => validated(ListAudit, { organizationId: newId(), from });
    for (const from of ['2026-12-01T00:00:00Z', '2026-12-01T00:00:00.123-08:00'])
      expect(faults(asked(from))).toEqual([]);
    for (const from of ['2026-W10', '20261201T000000Z', '2026-12-01T00:00:00', '2026-12-01', '2026-02-30T00:00:00Z'])
      expect(faults(asked(from))).toEqual(['/from']);
  });

  it('accepts an empty list of boxes: which boxes are needed is for the program to say', () => {
    expect(
      faults(() => validated(AcceptTerms, { registrationId: account.registrationId, flowToken: 'x', accepted: [] })),
    ).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has one subject per message, named after its class', () => {
    const subjects = messages.map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(messages.length);
    for (const type of messages) {
      const kebab = type.name.replace(/[A-Z]/g, (letter, at: number) => (at ? '-' : '') + letter.toLowerCase());
      expect(type.subject).toMatch(new RegExp(`^[a-z]+\\.${kebab}$`));
    }
  });

  it('names events after what happened, and their data holds no secret [X-09]', () => {
    for (const type of events) {
      expect(type.type).toBe(`portico.${type.subject.replace('.event', '')}`);
      const names = fieldsOf(type).map(({ name }) => name);
      expect(names.filter((name) => secretFieldNames().includes(name) || /email$|phone|taxId/i.test(name))).toEqual([]);
    }
  });
});
