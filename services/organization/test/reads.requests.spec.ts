import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  type AccessRequestListView,
  FindOrganizations,
  type FoundOrganizationListView,
  ListAccessRequests,
} from '@portico/contracts';
import { type Actor, idFrom } from '@portico/kernel';
import { AccessRequest } from '../src/domain/access-request.js';
import type { Organization } from '../src/domain/organization.js';
import { aNpi, today } from './builders.js';
import { npiGrant, Reading, user } from './reading.js';
import { person } from './work.js';

jest.setTimeout(60_000);

let reading: Reading;
let clinic: Organization;
let npi: string;
let anna: Actor;
beforeAll(async () => {
  reading = await Reading.start();
  clinic = await reading.organization('Clínica San José', 'anna');
  npi = clinic.state.npis[0]?.npi ?? '';
  anna = reading.inView(clinic, 'anna');
  await reading.member(clinic, 'anna', { orgRole: 'admin' });
}, 30_000);
afterAll(() => reading.stop());

const rosa = person(user('rosa'));
const find = (name: string, number = npi, as = rosa): Promise<FoundOrganizationListView> =>
  reading.ask(FindOrganizations, { name, npi: number }, as);
const list = (asked: object = {}, as = anna): Promise<AccessRequestListView> =>
  reading.ask(ListAccessRequests, { organizationId: clinic.id, ...asked }, as);

async function ask(organization: Organization, name: string, decide?: 'approve' | 'refuse'): Promise<string> {
  const asking = { userId: user(name), email: `${name}@elsewhere.example`, firstName: name };
  const request = AccessRequest.of({ organization, asking, reason: 'I bill for you', at: today });
  const by = idFrom('member', 'anna');
  if (decide) request[decide]({ by, at: today, memberId: idFrom('member', name), reason: 'known to us' });
  await reading.requests.save(request);
  return request.state.requestId;
}

describe('finding an organization', () => {
  it('takes a part of its name, however it is spelt, with one of its NPIs, and tells id and name only [D-60]', async () => {
    const found = { items: [{ id: clinic.id, legalName: 'Clínica San José' }] };

    for (const name of ['Clínica San José', 'san jose', 'CLINICA']) expect(await find(name)).toEqual(found);
  });

  it('takes both: the NPI of another, or the name alone, finds nothing [D-60]', async () => {
    const other = await reading.organization('Other Clinic', 'zoe');
    const [{ npi: elsewhere = '' } = {}] = other.state.npis;

    expect(await find('San José', elsewhere)).toEqual({ items: [] });
    expect(await find('Mercy')).toEqual({ items: [] });
  });

  it('takes no letter or two for a part, nor accents and blanks alone, unless they are the name [D-60]', async () => {
    for (const guess of ['s', 'an', '  a ', '\u0301', '\u0301 \u0301'])
      expect(await find(guess)).toEqual({ items: [] });
    const short = await reading.organization('Oz', 'otto');
    expect((await find('OZ', short.state.npis[0]?.npi)).items).toHaveLength(1);
  });

  it('finds every organization that holds the NPI by its own registration [D-41]', async () => {
    const second = await reading.organization('Centro San José', 'yuri');
    await reading.organizations.collection.updateOne({ _id: second.id }, { $push: { npis: aNpi(npi) } as never });

    expect((await find('san jos')).items.map(({ id }) => id).sort()).toEqual([clinic.id, second.id].sort());
    await reading.organizations.collection.updateOne({ _id: second.id }, { $pull: { npis: { npi } } as never });
  });

  it('finds none that nobody set up, and costs one database command', async () => {
    const unclaimed = await reading.organization('San José Unclaimed');
    const [{ npi: theirs = '' } = {}] = unclaimed.state.npis;

    expect(await find('San José', theirs)).toEqual({ items: [] });
    expect(await reading.commandsOf(() => find('San José'))).toBe(1);
  });
});

describe('the requests for access', () => {
  it('name the person and what became of it, to who manages users [MC-DIR-05]', async () => {
    const [open, approved, refused] = [
      await ask(clinic, 'omar'),
      await ask(clinic, 'ada', 'approve'),
      await ask(clinic, 'rolf', 'refuse'),
    ];
    const { items } = await list();
    const byId = (id: string) => items.find((item) => item.id === id);

    expect(byId(open)).toMatchObject({
      ...{ organizationId: clinic.id, status: 'open', askedAt: today.toISOString(), reason: 'I bill for you' },
      ...{ email: 'omar@elsewhere.example', firstName: 'omar', version: '1' },
    });
    expect(byId(approved)).toMatchObject({ status: 'approved', userId: idFrom('member', 'ada') });
    expect(byId(refused)).toMatchObject({ status: 'refused', refusal: 'known to us' });
    const opened = await list({ status: 'open' });
    expect(opened.items.every(({ status }) => status === 'open')).toBe(true);
  });

  it('are paged in a stable order while others come in [X-02]', async () => {
    const organization = await reading.organization('Asked Clinic', 'ida');
    await reading.member(organization, 'ida', { orgRole: 'admin' });
    const ida = reading.inView(organization, 'ida');
    const asked = await Promise.all(Array.from({ length: 25 }, (_, at) => ask(organization, `person ${at}`)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ organizationId: organization.id, limit: 4, cursor }, ida);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await ask(organization, `newcomer ${seen.length}`);
    } while (cursor !== undefined);

    expect(seen).toEqual([...seen].sort());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(asked));
  });

  it('are nobody else’s: not an NPI Admin’s, not another organization’s [MC-ADM-02] [MC-ADM-03]', async () => {
    await reading.member(clinic, 'nina', { npis: [npiGrant(npi, { level: 'admin' })] });
    const other = await reading.organization('Foreign Clinic', 'zoe');

    const asNina = list({}, reading.inView(clinic, 'nina'));
    await expect(asNina).rejects.toMatchObject({ kind: 'forbidden', code: 'not-allowed' });
    await expect(list({}, reading.inView(other, 'zoe'))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(list({ organizationId: other.id })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('cost one database command with the permission check', async () => {
    expect(await reading.commandsOf(() => list())).toBe(1);
    expect(await reading.commandsOf(() => list({ status: 'open' }))).toBe(1);
  });
});
