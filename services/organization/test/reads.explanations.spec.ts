import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ExplainPermission, type ExplanationView, GetDecision, type RefusedFact } from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import { FilePrograms } from '@portico/program';
import { memberIdOf } from '../src/domain/member.js';
import type { Organization } from '../src/domain/organization.js';
import { npiFrom, today } from './builders.js';
import { npiGrant, Reading, typeGrant, user } from './reading.js';

const programs = new FilePrograms(fileURLToPath(new URL('../../../programs', import.meta.url)));

jest.setTimeout(60_000);

let reading: Reading;
let clinic: Organization;
let first: string;
let second: string;
const memberId = (name: string) => memberIdOf(clinic.id, user(name));

beforeAll(async () => {
  reading = await Reading.start(programs);
  clinic = await reading.organization('Sunrise Clinic', 'anna');
  [first = '', second = ''] = clinic.state.npis.map(({ npi }) => npi);
  const by = { by: memberId('anna') };
  const anna = { orgRole: 'admin', firstName: 'Anna', lastName: 'Lee', orgRoleBy: memberId('anna') } as const;
  await reading.member(clinic, 'anna', anna);
  await reading.member(clinic, 'boris', {
    ...{ firstName: 'Boris', lastName: 'Novak', orgRoleBy: memberId('anna') },
    npis: [npiGrant(first, by), npiGrant(second, { ...by, to: after(today, 'P5D').toISOString() })],
    types: [{ ...typeGrant(first, 'tax-documents'), ...by }],
  });
}, 30_000);
afterAll(() => reading.stop());

const explain = (asked: object, as = 'anna'): Promise<ExplanationView> =>
  reading.ask(ExplainPermission, { user: memberId('boris'), ...asked }, reading.inView(clinic, as));
const told = ({ because }: ExplanationView) => because.map(({ text }) => text);

describe('an explanation', () => {
  it('names who was given what, by whom and when, and who can change it', async () => {
    const found = await explain({ action: 'tax-document.read', npi: first, type: 'tax-documents' });

    expect(found).toMatchObject({
      allowed: false,
      summary: `No. Boris Novak may not read tax documents of the type Tax Documents for NPI ${first} (Sunrise Family Practice).`,
    });
    expect(told(found)).toEqual([
      'Across Sunrise Clinic, Boris Novak has no level, and that alone does not allow it. This was set by Anna Lee on November 22, 2026.',
      `Boris Novak is Processor for NPI ${first} (Sunrise Family Practice), and that level does not allow it. This was set by Anna Lee on November 22, 2026.`,
    ]);
    expect(found.because[1]).toMatchObject({
      kind: 'npi-level-without-action',
      by: memberId('anna'),
      at: today.toISOString(),
      changedBy: 'An Org Admin of Sunrise Clinic can change this: Anna Lee.',
    });
  });

  it('follows what allows it, down to the policy of the program', async () => {
    const found = await explain({ action: 'correspondence.read', npi: first, type: 'tax-documents' });

    expect(found.allowed).toBe(true);
    expect(told(found).slice(1)).toEqual([
      `Boris Novak is Processor for NPI ${first} (Sunrise Family Practice). This was set by Anna Lee on November 22, 2026.`,
      `Boris Novak was given the correspondence type Tax Documents for NPI ${first} (Sunrise Family Practice). This was set by Anna Lee on November 22, 2026.`,
      'In Medi-Cal Provider Portal, the level Processor for an NPI allows it.',
    ]);
    expect(found.because.at(-1)?.changedBy).toBe('Department of Health Care Services decides this.');
  });

  it('speaks the language that is asked for', async () => {
    const found = await explain({ action: 'pin.view', npi: second, language: 'es-MX,es;q=0.9' });

    expect(found.summary).toBe(`No. Boris Novak no puede ver el PIN del NPI ${second} (Sunrise Family Practice).`);
    expect(told(found)[1]).toContain('Boris Novak es Procesador del NPI');
  });

  it.each<[string, { npi?: 'second' | 'none'; [field: string]: string | undefined }, string]>([
    [
      'a type that was not given',
      { action: 'correspondence.read', npi: 'second', type: 'tax-documents' },
      'type-not-granted',
    ],
    ['an NPI of somebody else', { action: 'pin.view', npi: 'none' }, 'npi-not-held'],
    ['no NPI', { action: 'pin.view' }, 'no-npi-suffices'],
    ['an action that there is not', { action: 'pin.eat' }, 'action-unknown'],
  ])('of %s says so in a sentence', async (_, { npi, ...asked }, kind) => {
    const number = npi && { second, none: npiFrom(277_777_777) }[npi];
    const found = await explain({ ...asked, npi: number });

    expect(found.allowed).toBe(false);
    expect(found.because.at(-1)?.kind).toBe(kind);
    expect(told(found).join(' ')).not.toMatch(/[{}]|explain\.|undefined/);
  });

  it('tells that a level has ended, or has not begun', async () => {
    reading.clock.advance('P5D');
    const ended = await explain({ action: 'npi.read', npi: second });
    reading.clock.advance('-P5D');
    await reading.member(clinic, 'lucy', { npis: [npiGrant(first, { from: after(today, 'PT1H').toISOString() })] });
    const early = await explain({ user: memberId('lucy'), action: 'npi.read', npi: first });

    expect(told(ended).at(-1)).toMatch(/was Processor for NPI .* until November 27, 2026/);
    expect(told(early).at(-1)).toMatch(/becomes Processor for NPI .* on November 22, 2026 at 11:00 AM PST, not before/);
  });

  it.each([
    ['invited', { status: 'invited' }, 'has not joined yet', 'can accept the invitation'],
    ['deactivated', { status: 'deactivated' }, 'is deactivated', 'can reactivate'],
    ['lapsed', { lapsesAt: today }, 'ended by itself on November 22, 2026', 'can reactivate'],
  ] as const)('tells first that a member is %s [MC-ADM-12] [MC-INV-04]', async (name, change, text, changedBy) => {
    const orgRole = 'admin';
    await reading.member(clinic, name, { orgRole, firstName: 'Iris', lastName: 'Ott', ...change });
    const found = await explain({ user: memberId(name), action: 'user.read' });

    expect(told(found)).toEqual([expect.stringContaining(text)]);
    expect(found.because[0]?.changedBy).toContain(changedBy);
  });

  it('is for oneself, and of others for who may see users', async () => {
    const boris = { user: undefined, action: 'pin.view', npi: first };
    expect((await explain(boris, 'boris')).allowed).toBe(false);
    await expect(explain({ user: memberId('anna'), action: 'pin.view' }, 'boris')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(explain({ user: memberId('nobody'), action: 'pin.view' })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('costs two database commands', async () => {
    expect(await reading.commandsOf(() => explain({ action: 'pin.view', npi: first }))).toBe(2);
  });
});

describe('a refusal that was met', () => {
  const decisionId = idFrom('decision', 'one');
  const because: RefusedFact[] = [
    { kind: 'signed-in', source: 'session' },
    { kind: 'organization-in-view', source: 'session' },
    { kind: 'npi-level-without-action', source: 'npi-permissions', about: '1234567893 processor' },
  ];
  const keep = (organizationId = clinic.id, id = decisionId) =>
    reading.decisions.keep({
      ...{ decisionId: id, organizationId, memberId: memberId('boris'), action: 'pin.reset', refusal: 'not-allowed' },
      ...{ npi: first, because, at: today },
    });
  const look = (id = decisionId, as = 'anna') =>
    reading.ask(GetDecision, { decisionId: id }, reading.inView(clinic, as));

  it('is told to an Org Admin by the id that the person has, in words, for 90 days', async () => {
    await keep();
    await keep();

    expect(await look()).toMatchObject({
      ...{ id: decisionId, allowed: false, action: 'pin.reset', npi: first, userId: memberId('boris') },
      summary: `No. Boris Novak may not reset the PIN for NPI ${first} (Sunrise Family Practice).`,
      because: [{ text: expect.stringContaining('Boris Novak is Processor for NPI 1234567893') }],
      ...{ at: today.toISOString(), keptUntil: after(today, 'P90D').toISOString() },
    });
    reading.clock.advance('P90D');
    await expect(look()).rejects.toMatchObject({ kind: 'not-found' });
    reading.clock.advance('-P90D');
  });

  it('by a rule is told in the words of the rule', async () => {
    const id = idFrom('decision', 'by a rule');
    const refused = [{ kind: 'refused', source: 'rules', about: 'npi-not-held' }];
    const met = {
      organizationId: clinic.id,
      action: 'user.manage',
      refusal: 'npi-not-held',
      because: refused,
      at: today,
    };
    await reading.decisions.keep({ ...met, decisionId: id });

    const { because: told, summary } = await look(id);
    expect(told[0]?.text).toBe(programs.text('medi-cal', 'npi-not-held'));
    expect(summary).toBe('No. this person may not add, change and deactivate users.');
  });

  it('of another organization is not there, and nobody else sees one', async () => {
    const other = await reading.organization('Other Clinic', 'zoe');
    const foreign = idFrom('decision', 'foreign');
    await keep(other.id, foreign);

    await expect(look(foreign)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(look(decisionId, 'boris')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('costs two database commands', async () => {
    await keep();
    expect(await reading.commandsOf(() => look())).toBe(2);
  });
});
