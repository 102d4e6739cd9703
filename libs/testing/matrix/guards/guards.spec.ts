import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '@portico/program';
import { type ProcessName, World } from '../../src/index.js';
import { loadTools } from '../../src/tools.js';
import { inventoryOf } from '../inventory.js';
import { type Cell, cellsOf, fill } from '../matrix.js';
import { setStage, type Stage } from '../stage.js';
import { isRight, lineOf, wrongIn } from '../verdicts.js';
import { type Fault, faultsIn } from './faults.js';
import { Platform } from './platform.js';
import { doubled } from './doubled.js';

/** Sessions, passcodes and limits that outlast the run: it is about rights. */
async function patientPacks(): Promise<string> {
  const { repository } = await loadTools();
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  cpSync(join(repository, 'programs'), folder, { recursive: true });
  const path = join(folder, 'medi-cal', 'program.json');
  const program = JSON.parse(readFileSync(path, 'utf8')) as Program;
  const session = { idle: 'PT20H', absolute: 'PT23H', warnBefore: 'PT2M' };
  const passcode = { ...program.passcode, freshness: 'PT20H', sends: { limit: 1_000, window: 'PT1H' } };
  writeFileSync(path, JSON.stringify({ ...program, session, passcode }));
  return folder;
}

/** Each guard taken out by itself: a cell must turn red, or its second guard is written down. */
describe('every guard', () => {
  let platform: Platform;
  let world: World;
  let stage: Stage;
  let cells: Cell[];
  let packs: string;

  beforeAll(async () => {
    platform = await Platform.copy();
    packs = await patientPacks();
    world = await World.start({ platform: platform.folder, programsDir: packs });
    stage = await setStage(world);
    const { askings } = await inventoryOf(world);
    cells = cellsOf(stage, askings.values());
  }, 600_000);
  afterAll(async () => {
    await world?.stop();
    platform.remove();
    rmSync(packs, { recursive: true });
  });

  const askAgain = async (cells: Cell[]): Promise<Cell[]> => {
    const fresh = cells.map((cell) => ({ ...cell, seen: undefined, leaked: [] }));
    await fill(stage, fresh, async () => undefined);
    return fresh.filter((cell) => !isRight(cell));
  };
  const isRefused = ({ must }: Cell): boolean => must !== 'allowed';
  const cellsOfFault = ({ operations, processes, shows }: Fault): Cell[] =>
    cells.filter(({ asking, subject, ...cell }) => {
      if (!shows && cell.must === 'allowed') return false;
      const own = [subject, ...asking.subjects].some((each) => processes.some((name) => each.startsWith(`${name}.`)));
      return operations.length > 0 ? operations.includes(asking.name) : own;
    });
  const restart = async (processes: Iterable<ProcessName>): Promise<void> => {
    for (const name of new Set(processes)) await world.kill(name);
    for (const name of new Set(processes)) await world.restart(name);
  };

  it('that is taken out turns a cell red', async () => {
    const unnoticed: string[] = [];
    let before: readonly ProcessName[] = [];
    for (const fault of faultsIn(platform).filter(({ what }) => what.includes(process.env.GUARDS ?? ''))) {
      const kept = platform.read(fault.file);
      platform.write(fault.file, fault.spoilt);
      await restart([...before, ...fault.processes]);
      const red = await askAgain(cellsOfFault(fault));
      platform.write(fault.file, kept);
      before = fault.processes;
      const [first] = red;
      process.stderr.write(
        `${red.length} red  ${fault.what}${first ? `: ${wrongIn(first)}, ${lineOf('', first)}` : ''}\n`,
      );
      if (red.length === 0 && !doubled.some((known) => fault.what.startsWith(known))) unnoticed.push(fault.what);
    }
    await restart(before);
    expect(unnoticed).toEqual([]);
  }, 7_200_000);

  it('that is in its place again turns none', async () => {
    const red = await askAgain(cells.filter(isRefused));
    expect(red.map((cell) => lineOf('', cell)).slice(0, 20)).toEqual([]);
  }, 600_000);
});
