/** Faults that a test plants to see that it would notice them; no production process accepts one. */
export interface Faults {
  /** Facts leave before the change that they tell of is stored. */
  publishBeforeSave?: boolean;
  /** What was left in an outbox is not looked for. */
  noSweep?: boolean;
  /** A repeated command or event acts again. */
  noInbox?: boolean;
}

const known = {
  'publish-before-save': { publishBeforeSave: true },
  'no-sweep': { noSweep: true },
  'no-inbox': { noInbox: true },
} satisfies Record<string, Faults>;

/** The fault that `PORTICO_FAULT` names: `publish-before-save`, `no-sweep` or `no-inbox`. */
export function faultsFrom(env: NodeJS.ProcessEnv): Faults {
  const name = env.PORTICO_FAULT;
  if (!name) return {};
  if (!(name in known)) throw new Error(`PORTICO_FAULT names no fault: ${name}`);
  const faults = known[name as keyof typeof known];
  refuseInProduction(faults, env);
  return faults;
}

/** As the process's configuration has it: what says nothing is production. */
export const isProduction = ({ NODE_ENV }: NodeJS.ProcessEnv): boolean =>
  NODE_ENV !== 'development' && NODE_ENV !== 'test';

export function refuseInProduction(faults: Faults, env: NodeJS.ProcessEnv): void {
  const planted = Object.values(faults).some(Boolean);
  if (planted && isProduction(env)) throw new Error('A process in production accepts no planted fault.');
}
