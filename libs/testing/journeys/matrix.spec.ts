import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Inventory, inventoryOf } from '../matrix/inventory.js';
import { type Cell, cellsOf, fill, isOfProgram } from '../matrix/matrix.js';
import { policy } from '../matrix/policy.js';
import { changesOf, printOf } from '../matrix/print.js';
import { setStage, type Stage } from '../matrix/stage.js';
import { csvOf, isRight, lineOf, tellingApart } from '../matrix/verdicts.js';
import { World } from '../src/index.js';

const reports = fileURLToPath(new URL('../../../.portico/reports', import.meta.url));

/** What a second program must be asked: the lines in which programs differ. */
const programs = [
  ['medi-cal', { only: undefined, least: 6_000 }],
  ['demo-plan', { only: isOfProgram, least: 3_000 }],
] as const;

/** Who may do what, asked cell by cell; the answers are compared with an oracle that shares nothing with the guards. */
describe.each(programs)('the authorization matrix of %s [X-12]', (program, { only, least }) => {
  let world: World;
  let stage: Stage;
  let inventory: Inventory;
  let cells: Cell[];
  let before: unknown;
  let after: unknown;

  beforeAll(async () => {
    world = await World.start({ program });
    stage = await setStage(world);
    inventory = await inventoryOf(world);
    cells = cellsOf(stage, inventory.askings.values(), only);
    const state = async () => ({ kept: await printOf(world), told: await changesOf(world) });
    before = await state();
    await fill(stage, cells, async () => void (after = await state()));
    mkdirSync(reports, { recursive: true });
    writeFileSync(join(reports, `authorization-matrix.${program}.csv`), csvOf(program, cells));
  }, 600_000);
  afterAll(() => world?.stop());

  it('has a line for every route and every message that is answered, and none too many', () => {
    expect(inventory.unanswered).toEqual([]);
    const development = ['GetOutbox', 'MoveClock'];
    const named = [...inventory.askings.keys()].filter((name) => !development.includes(name));
    expect(named.filter((name) => policy[name] === undefined)).toEqual([]);
    expect(Object.keys(policy).filter((name) => !inventory.askings.has(name))).toEqual([]);
  });

  it('asks for each of them through every door that it has', () => {
    const asked = new Set(cells.map(({ asking, door }) => `${asking.name} ${door}`));
    const isAsked = (row = policy['']) => row !== undefined && (only?.(row) ?? true);
    const doors = [...inventory.askings.values()].filter(({ name }) => isAsked(policy[name]));
    const missing = doors.flatMap(({ name, route, subjects }) => [
      ...(route && !asked.has(`${name} http`) ? [`${name} http`] : []),
      ...(subjects.length > 0 && !asked.has(`${name} bus`) ? [`${name} bus`] : []),
    ]);
    expect(missing).toEqual([]);
    expect(cells.length).toBeGreaterThanOrEqual(least);
  });

  it('is answered as the oracle says, in every cell, each refusal on record, nothing of others named [MC-HOM-07] [MC-ADM-02] [MC-ADM-03] [MC-PRM-02] [MC-PRM-05]', () => {
    const wrong = cells.filter((cell) => !isRight(cell)).map((cell) => lineOf(program, cell));
    expect(wrong.slice(0, 40)).toEqual([]);
  });

  it('does not tell what is hidden from what is not there', () => {
    expect(tellingApart(cells)).toEqual([]);
  });

  it('changes nothing and tells nothing where somebody is refused', () => {
    expect(after).toEqual(before);
  });
});
