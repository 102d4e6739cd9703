import { notItsPlace } from './door.bus.js';
import type { Cell } from './matrix.js';
import { policy } from './policy.js';
import type { Seen, Through, Verdict } from './words.js';

const refusals: Record<Exclude<Verdict, 'allowed' | 'empty'>, readonly number[]> = {
  unauthenticated: [401],
  forbidden: [403],
  hidden: [404],
  refused: [401, 403, 404],
};

/** Lists that are not empty for who may see them. */
const mustShow = ['ListNpis', 'ListUsers', 'GetDomains', 'ListAccessRequests', 'ListAudit'];

const usual = [200, 201, 202, 204];

/** What is wrong with an answer; nothing when it is as the oracle said. */
export function wrongIn(cell: Cell): string | undefined {
  const { must, role, probe, seen, leaked } = cell;
  if (seen === undefined) return 'not asked';
  if (leaked.length > 0) return `names ${leaked.join(', ')}`;
  if (seen === notItsPlace) return must === 'allowed' ? 'kept off by the bus' : undefined;
  if (isNotYetKnown(seen)) return ['hidden', 'empty'].includes(must) && !role.standing ? undefined : 'asked to wait';
  // Input that is not understood proves nothing.
  if (isBlind(seen)) return 'blind';
  if (must === 'empty') return seen.status === 200 && seen.items === 0 ? undefined : 'not empty';
  if (must === 'allowed') return passes(seen, probe.then ?? usual) && !isBare(cell) ? undefined : 'not let through';
  if (!refusals[must].includes(seen.status)) return 'not refused so';
  if (!isRefusedInTime(cell)) return 'refused too late';
  return isOnRecord(cell) ? undefined : 'not on record';
}

export const isRight = (cell: Cell): boolean => wrongIn(cell) === undefined;

const isBare = ({ asking, seen }: Cell): boolean => seen?.items === 0 && mustShow.includes(asking.name);

/** Every refusal of a person in an organization has its record; those of identity get it at the edge. */
function isOnRecord({ must, role, seen, subject, door }: Cell): boolean {
  const isKept = door === 'http' || /^(?:organization|pin)\./.test(subject);
  const isOfMember = must === 'forbidden' && role.kind === 'person' && role.view !== undefined;
  return !(isKept && isOfMember) || seen?.decisionId !== undefined;
}

/** A service that decides by a copy of the standings asks whom it does not know to wait: they see nothing meanwhile. */
const isNotYetKnown = ({ code }: Seen): boolean => code === 'rights-behind';

/** What the edge knows by itself it refuses by itself, and what the claim says the gatekeeper: whoever else would is a second guard. */
function isRefusedInTime({ asking: { name }, door, must, seen }: Cell): boolean {
  if (door === 'bus') return must !== 'unauthenticated' || seen?.code === 'not-signed-in';
  const isStaffOnly = policy[name]?.who === 'staff' && seen?.status === 403;
  return isStaffOnly ? seen.code === 'staff-only' : seen?.code !== 'not-signed-in';
}

const isBlind = ({ status, code }: Seen): boolean =>
  status === 0 || status >= 500 || ['invalid-input', 'too-many-requests'].includes(code);

const passes = ({ status }: Seen, then: Through): boolean =>
  then === 'through' ? ![401, 403].includes(status) : then.includes(status);

/**
 * What is not there and what is not to be seen must not be told apart: of one operation, asked by one role in one place,
 * everything that is hidden has the same code.
 */
export function tellingApart(cells: readonly Cell[]): string[] {
  const hidden = cells.filter(({ must, seen }) => must === 'hidden' && seen?.status === 404);
  const place = ({ role, probe: { target } }: Cell) => (target.organization === role.view ? 'in view' : 'elsewhere');
  const codes = Map.groupBy(hidden, (cell) => `${cell.asking.name} (${cell.door}) ${cell.role.name}, ${place(cell)}`);
  return [...codes]
    .map(([name, each]) => [name, new Set(each.map(({ seen }) => seen?.code))] as const)
    .filter(([, each]) => each.size > 1)
    .map(([name, each]) => `${name}: ${[...each].join(', ')}`);
}

const header = 'program,door,operation,asked,role,must,status,code,wrong';

export function lineOf(program: string, cell: Cell): string {
  const { door, asking, probe, role, must, seen } = cell;
  const columns = [door, asking.name, probe.at, role.name, must, seen?.status, seen?.code, wrongIn(cell)];
  return [program, ...columns.map((each) => `"${String(each ?? '').replaceAll('"', '""')}"`)].join(',');
}

/** The whole matrix as CSV. */
export const csvOf = (program: string, cells: readonly Cell[]): string =>
  [header, ...cells.map((cell) => lineOf(program, cell)), ''].join('\n');
