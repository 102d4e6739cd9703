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

/** Whether the answer is what the oracle said; input that is not understood proves nothing, and is always wrong. */
export function isRight({ asking, door, must, probe, seen }: Cell): boolean {
  if (seen === undefined) return false;
  if (seen === notItsPlace) return must !== 'allowed';
  if (isNotYetKnown(seen)) return must === 'refused' || must === 'empty';
  if (isBlind(seen)) return false;
  if (must === 'empty') return seen.status === 200 && seen.items === 0;
  if (must === 'allowed')
    return passes(seen, probe.then ?? usual) && !(seen.items === 0 && mustShow.includes(asking.name));
  return refusals[must].includes(seen.status) && (door === 'bus' || isRefusedInTime(asking.name, seen));
}

/** A service that decides by a copy of the standings asks whom it does not know to wait: they see nothing meanwhile. */
const isNotYetKnown = ({ code }: Seen): boolean => code === 'rights-behind';

/** What the edge knows by itself it refuses by itself; a service that did it instead would be its second guard. */
const isRefusedInTime = (name: string, { status, code }: Seen): boolean =>
  policy[name]?.who === 'staff' && status === 403 ? code === 'staff-only' : code !== 'not-signed-in';

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

const header = 'program,door,operation,asked,role,must,status,code,right';

export function lineOf(program: string, cell: Cell): string {
  const { door, asking, probe, role, must, seen } = cell;
  const columns = [door, asking.name, probe.at, role.name, must, seen?.status, seen?.code, isRight(cell)];
  return [program, ...columns.map((each) => `"${String(each ?? '').replaceAll('"', '""')}"`)].join(',');
}

/** The whole matrix as CSV. */
export const csvOf = (program: string, cells: readonly Cell[]): string =>
  [header, ...cells.map((cell) => lineOf(program, cell)), ''].join('\n');
