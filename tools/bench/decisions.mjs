// How many decisions one process makes in a second, for a member who holds as many NPIs as an organization may have.
import { decide, Rights } from '@portico/access';
import { row } from './row.mjs';

const at = new Date('2026-11-22T12:00:00Z');
const given = { by: '6f2c1f0e-3f0a-8a53-9a56-4f0f3f6d2b11', at: '2026-01-02T03:04:05Z' };
const npis = Array.from({ length: 500 }, (_, index) => String(1_100_000_000 + index));
const policy = {
  organization: { admin: ['organization.read'], processor: ['organization.read'], none: [] },
  npi: {
    admin: ['npi.read', 'pin.view', 'pin.reset', 'correspondence.read', 'tax-document.read'],
    processor: ['npi.read', 'correspondence.search', 'correspondence.read', 'correspondence.export'],
    none: [],
  },
};
const actor = { kind: 'user', userId: 'u1', organizationId: 'o1', memberId: 'm1', authenticatedAt: given.at };
const rights = Rights.of({
  ...{ organizationId: 'o1', memberId: 'm1', userId: 'u1', program: 'medi-cal', status: 'active', orgRole: 'none' },
  ...given,
  npis: npis.map((npi, index) => ({ npi, level: index % 2 ? 'admin' : 'processor', ...given })),
  types: npis.map((npi) => ({ npi, types: ['remittance-advice-detail', 'tax-documents'], ...given })),
  version: 1,
});

// Allowed and refused, on an NPI and on its correspondence: what lists and reveals ask.
const questions = npis.flatMap((npi) =>
  ['npi.read', 'pin.view', 'correspondence.read', 'user.manage'].map((action) => ({
    action,
    resource: { organizationId: 'o1', npi, type: 'tax-documents' },
    policy,
    at,
  })),
);

/** Decisions in one second of a core, the best of some rounds; `allowed` is counted so that nothing can be left out as unused. */
export function decisionsPerSecond({ rounds = 5, times = 500 } = {}) {
  const rates = Array.from({ length: rounds }, () => rateOf(times));
  return Math.max(...rates.map(({ rate }) => rate));
}

function rateOf(times) {
  const from = process.cpuUsage();
  let allowed = 0;
  for (let round = 0; round < times; round++)
    for (const question of questions) if (decide(actor, rights, question).allowed) allowed++;
  const { user, system } = process.cpuUsage(from);
  const rate = (times * questions.length * 1_000_000) / (user + system);
  if (allowed !== times * 1_250) throw new Error(`${allowed} of ${times * questions.length} were allowed`);
  return { rate, allowed };
}

/** Decisions in one process, without anything around them. */
export function decisions() {
  const rate = decisionsPerSecond();
  const note = `${Math.round(rate).toLocaleString('en')}/s of a core; ${questions.length} questions about ${npis.length} NPIs`;
  const what = 'decisions for a member with 500 NPIs, millions a second of a core';
  return [row(4, what, { figure: rate / 1_000_000, bound: 1, better: 'more', note })];
}
