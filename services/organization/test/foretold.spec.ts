import { expect, it, jest } from '@jest/globals';
import { decide, memberOf, type NpiGrant, Rights, type Standing } from '@portico/access';
import { type EffectsView, type EffectView, type MessageType, RemoveDomain } from '@portico/contracts';
import { Refusal } from '@portico/kernel';
import { policyOf } from '@portico/program';
import fc from 'fast-check';
import type { Member } from '../src/domain/member.js';
import { today } from './builders.js';
import { aWorld, changes, crowds, names, npis } from './foretold.worlds.js';
import { type Office, program } from './office.js';

jest.setTimeout(600_000);

const worlds = 1_000;

/** What somebody sees who looks at the whole organization, with the evaluator that every service decides by. */
async function seen(office: Office) {
  const found = await Promise.all(['maria', ...names].map((name) => office.member(office.idOf(name))));
  const there = found.filter((member): member is Member => member !== undefined);
  const { state, version } = await office.organization();
  const each = <T>(of: (member: Member, npi: string) => T[]): T[] =>
    there.flatMap((member) => npis.flatMap((npi) => of(member, npi)));
  return {
    versions: [version, ...there.map((member) => member.version)],
    domains: state.domains.map(({ domain }) => domain),
    usable: there.filter(({ standing }) => isUsable(standing)).map(({ memberId }) => memberId),
    held: each((member, npi) => (maySee(member.standing, npi) ? [`${member.memberId} ${npi}`] : [])),
    administered: each((member, npi) => (isUsable(member.standing) && isAdminOf(member.standing, npi) ? [npi] : [])),
    typed: there.flatMap(({ memberId, state: { types } }) =>
      types.map((grant) => `${memberId} ${grant.npi} ${grant.types.length}`),
    ),
  };
}
type Seen = Awaited<ReturnType<typeof seen>>;

function maySee(standing: Standing, npi: string): boolean {
  const { organizationId } = standing;
  const question = { action: 'npi.read', resource: { organizationId, npi }, policy: policyOf(program), at: today };
  return decide(memberOf(standing), Rights.of(standing), question).allowed;
}
const isUsable = ({ status, lapsesAt }: Standing): boolean =>
  status === 'active' && (lapsesAt === undefined || today.getTime() < Date.parse(lapsesAt));
const isAdminOf = ({ npis: grants }: Standing, npi: string): boolean =>
  grants.some((grant) => grant.npi === npi && grant.level === 'admin' && isNow(grant));
const isNow = ({ from, to }: NpiGrant): boolean =>
  !(from && today.getTime() < Date.parse(from)) && !(to && Date.parse(to) <= today.getTime());

const without = (before: readonly string[], later: readonly string[]): string[] =>
  [...new Set(before)].filter((each) => !later.includes(each)).sort();

/** What is different between two looks, in the words of effects. */
function differences(before: Seen, later: Seen, sessions: (memberId: string) => number): string[] {
  const ended = without(before.usable, later.usable).filter((memberId) => sessions(memberId) > 0);
  return [
    ...ended.map((memberId) => `sessions-end ${memberId} ${sessions(memberId)}`),
    ...without(before.held, later.held).map((lost) => `access-lost ${lost}`),
    ...without(before.administered, later.administered).map((npi) => `npi-without-admin ${npi}`),
    ...without(before.typed, later.typed).map((types) => `grants-cleared ${types}`),
    ...without(before.domains, later.domains).map((domain) => `domain-removed ${domain}`),
  ].sort();
}
const inWords = ({ kind, userId, npi, domain, count }: EffectView): string =>
  [kind, userId, npi, domain, count].filter((part) => part !== undefined).join(' ');

const ask = (office: Office, type: MessageType, body: object): Promise<EffectsView> =>
  office.ask<EffectsView>(type, body).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    return { effects: [{ kind: 'refused', code: error.code }] };
  });

it(`what a change would do is what it then does, to everybody, in ${worlds} worlds; asking does nothing`, async () => {
  const kinds = new Map<string, number>();
  const property = fc.asyncProperty(crowds, changes, async (crowd, { type, whom, body }) => {
    const office = await aWorld(crowd);
    const asked = type === RemoveDomain ? body : { userId: office.idOf(whom), ...body };
    const sessions = (memberId: string) => {
      const at = names.findIndex((name) => office.idOf(name) === memberId);
      return crowd[at]?.sessions ?? 0;
    };
    const before = await seen(office);
    const foretold = await ask(office, type, { ...asked, dryRun: true });
    expect(await seen(office)).toEqual(before);

    const { effects } = await ask(office, type, asked);
    const later = await seen(office);
    expect(effects).toEqual(foretold.effects);
    for (const { kind } of effects) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (effects.some(({ kind }) => kind === 'refused')) return expect(later).toEqual(before);
    expect(differences(before, later, sessions)).toEqual(effects.map(inWords).sort());
  });
  await fc.assert(property, { numRuns: worlds });

  const expected = ['sessions-end', 'access-lost', 'npi-without-admin', 'grants-cleared', 'domain-removed', 'refused'];
  for (const kind of expected) expect([kind, kinds.get(kind) ?? 0]).toEqual([kind, expect.any(Number)]);
  for (const kind of expected) expect(kinds.get(kind) ?? 0).toBeGreaterThan(5);
});
