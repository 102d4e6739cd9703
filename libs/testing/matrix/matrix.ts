import { setTimeout as pause } from 'node:timers/promises';
import { pack } from '../journeys/packs.js';
import { BusDoor } from './door.bus.js';
import { overHttp } from './door.http.js';
import type { Asking } from './inventory.js';
import { leakedIn } from './leaks.js';
import { expected, type Levels } from './oracle.js';
import { policy } from './policy.js';
import { probesOn } from './probes/index.js';
import { roles } from './roles.js';
import type { Stage } from './stage.js';
import type { Door, Probe, Role, Row, Seen, Verdict } from './words.js';

/** One question, what must be answered, and what was. */
export interface Cell {
  asking: Asking;
  door: Door;
  subject: string;
  role: Role;
  probe: Probe;
  must: Verdict;
  seen?: Seen;
  /** Things of the organization that is not in view which the answer named. */
  leaked: string[];
}

/** Requests under way at once: refusals disturb nobody, what gets through may. */
const hands = { refused: 12, allowed: 4 };

export function levelsOf(program: string): Levels {
  const { roles: given, pin, stepUp } = pack(program);
  return { ...given, pinOfProcessor: pin.processor, stepUp };
}

/** Operation × role × way of asking × door; `only` those rows whose lines a program has a say in, if it says so. */
export function cellsOf(stage: Stage, askings: Iterable<Asking>, only: (row: Row) => boolean = () => true): Cell[] {
  const levels = levelsOf(stage.driver.world.program);
  const probes = probesOn(stage);
  return [...askings].flatMap((asking) => {
    const row = policy[asking.name];
    if (row === undefined || !only(row)) return [];
    return (probes[asking.name] ?? []).flatMap((probe) =>
      roles.flatMap((role) => cellsFor({ asking, row, role, probe, levels })),
    );
  });
}

interface Question {
  asking: Asking;
  row: Row;
  role: Role;
  probe: Probe;
  levels: Levels;
}

function cellsFor({ asking, row, role, probe, levels }: Question): Cell[] {
  // What is open to anyone is open to whom the bus lets through; that is told by its own spec.
  if (role.kind === 'process' && row.who === 'anyone') return [];
  const must = expected({ row, role, target: probe.target, levels });
  return role.doors.flatMap((door): Cell[] => {
    if (door === 'http') return asking.route ? [{ asking, door, subject: '', role, probe, must, leaked: [] }] : [];
    // Beside a path there is nothing on the bus: there is one input. What a process asks itself does not go there at all.
    const others = asking.subjects.filter((subject) => !subject.startsWith(`${role.process}.`));
    const subjects = probe.beside ? [] : others;
    return subjects.map((subject) => ({ asking, door, subject, role, probe, must, leaked: [] }));
  });
}

/** Levels and passcodes are the program's to say; everything else is the same in each. */
export const isOfProgram = (row: Row): boolean =>
  row.who === 'member' || (row.who === 'person' && row.stepUp !== undefined);

/** Asks all of them; whoever must be refused first, so that nothing has changed yet when they ask. */
export async function fill(stage: Stage, cells: readonly Cell[], between: () => Promise<void>): Promise<void> {
  const bus = await BusDoor.open(stage.driver.world);
  const isRefused = ({ must }: Cell): boolean => must !== 'allowed' && must !== 'empty';
  const askOne = async (cell: Cell): Promise<void> => {
    cell.seen = await patiently(() => through(stage, bus, cell));
    cell.leaked = leakedIn(stage, cell);
  };
  try {
    await inTurn(cells.filter(isRefused), hands.refused, askOne);
    await between();
    await inTurn(
      cells.filter((cell) => !isRefused(cell)),
      hands.allowed,
      askOne,
    );
  } finally {
    await bus.close();
  }
}

const through = (stage: Stage, bus: BusDoor, cell: Cell): Promise<Seen> =>
  cell.door === 'http' && cell.asking.route
    ? overHttp(stage, cell.asking.route, cell)
    : bus.ask(stage, cell.subject, cell);

/** A part that is too busy to answer says when to come again; it says nothing about rights. */
async function patiently(ask: () => Promise<Seen>, tries = 5): Promise<Seen> {
  const seen = await ask();
  const isBusy = seen.status === 503 && ['unavailable', 'busy', 'database-away'].includes(seen.code);
  if (!isBusy || tries === 1) return seen;
  await pause(500);
  return patiently(ask, tries - 1);
}

async function inTurn<T>(items: readonly T[], count: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].reverse();
  const hand = async (): Promise<void> => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: count }, hand));
}
