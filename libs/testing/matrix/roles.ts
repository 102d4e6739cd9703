import type { Level, NpiName, Role } from './words.js';

const everywhere = ['http', 'bus'] as const;
const onBus = ['bus'] as const;

const memberOf = (view: 'A' | 'B', level: Level, npis: Partial<Record<NpiName, Level>> = {}) =>
  ({ kind: 'person', doors: everywhere, view, belongs: [view], standing: { level, npis }, fresh: true }) as const;
const processNamed = (process: string): Role => ({
  name: `the ${process} process`,
  kind: 'process',
  doors: onBus,
  process,
  belongs: [],
  fresh: false,
});

/** Everybody who asks, and what the stage gave them. */
export const roles: readonly Role[] = [
  { name: 'anonymous', kind: 'nobody', doors: everywhere, belongs: [], fresh: false },
  { name: 'half-registered', kind: 'flow', doors: everywhere, belongs: [], fresh: false },
  { name: 'newcomer', ...memberOf('A', 'none') },
  { name: 'Processor', ...memberOf('A', 'none', { A1: 'processor' }) },
  { name: 'NPI Admin', ...memberOf('A', 'none', { A1: 'admin', A3: 'admin' }) },
  // Their grant on A1 is over: by the clock they are newcomers.
  { name: 'NPI Admin of yesterday', ...memberOf('A', 'none') },
  { name: 'org-level Processor', ...memberOf('A', 'processor') },
  { name: 'Org Admin', ...memberOf('A', 'admin') },
  { name: 'Org Admin without a passcode', ...memberOf('A', 'admin'), fresh: false },
  { name: 'Org Admin elsewhere', ...memberOf('B', 'admin') },
  // The one who set A up.
  { name: 'Org Admin of A who looks at B', ...memberOf('B', 'none'), belongs: ['A', 'B'] },
  { name: 'member of both, undecided', kind: 'person', doors: everywhere, belongs: ['A', 'B'], fresh: false },
  // Over HTTP their session is over; on the bus the claim of the minute before still goes round.
  { name: 'deactivated', kind: 'nobody', doors: ['http'], belongs: [], fresh: false },
  { name: 'deactivated, by an old claim', kind: 'person', doors: onBus, view: 'A', belongs: [], fresh: true },
  { name: 'ops', kind: 'person', doors: everywhere, staff: true, belongs: [], fresh: false },
  // Claims that no edge makes: a service believes its own records.
  { name: 'stranger in A’s view', kind: 'person', doors: onBus, view: 'A', belongs: ['B'], fresh: true },
  { name: 'stranger as A’s Org Admin', kind: 'person', doors: onBus, view: 'A', belongs: ['B'], fresh: true },
  ...['identity', 'organization', 'pin', 'gateway', 'operator'].map(processNamed),
];
