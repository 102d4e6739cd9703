import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoppedClock } from '@portico/kernel';
import { extractText, getDocumentProxy } from 'unpdf';
import { aFolder, dropFolders } from '../test/folders.js';
import type { Letter } from './letter-printer.js';
import { PdfLetterPrinter } from './pdf.letter-printer.js';

const clock = new StoppedClock(new Date('2026-11-22T12:00:00.000Z'));
const token = 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567';
const letter: Letter = {
  id: 'letter-1',
  to: { name: 'Clínica Nguyễn', lines: ['1 Main St', 'Sacramento, CA 95814'] },
  title: 'Su token de registro',
  paragraphs: [
    'Aquí está:',
    token,
    ...Array.from({ length: 30 }, () => 'Un párrafo bastante largo. '.repeat(10).trim()),
  ],
  secret: token,
  highlight: token,
  about: 'token-1',
  language: 'es',
  sender: 'Department of Health Care Services',
};

afterAll(dropFolders);

interface Node {
  role?: string;
  children?: Node[];
}

const rolesIn = ({ role, children = [] }: Node): string[] => [...(role ? [role] : []), ...children.flatMap(rolesIn)];

describe('a printed letter', () => {
  let folder: string;
  let file: Buffer;

  beforeAll(async () => {
    folder = aFolder();
    await new PdfLetterPrinter(folder, clock).print(letter);
    file = readFileSync(join(folder, 'letter-1.pdf'));
  });

  const opened = (): ReturnType<typeof getDocumentProxy> => getDocumentProxy(new Uint8Array(file));

  it('says everything, to whom and from whom, over as many pages as it takes [MC-TOK-02]', async () => {
    const { text, totalPages } = await extractText(await opened(), { mergePages: true });
    expect(totalPages).toBeGreaterThan(1);
    for (const part of [
      'Department of Health Care Services',
      'Clínica Nguyễn',
      'Sacramento, CA 95814',
      'Su token de registro',
      token,
    ]) {
      expect(text).toContain(part);
    }
  });

  it('is tagged, with its language, its title and its headings in reading order', async () => {
    const pdf = await opened();
    const { info } = await pdf.getMetadata();
    const tree = (await (await pdf.getPage(1)).getStructTree()) as Node;
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    expect(info).toMatchObject({ Title: 'Su token de registro', Language: 'es' });
    expect(rolesIn(tree).slice(0, 6)).toEqual(['Root', 'Document', 'P', 'P', 'H1', 'P']);
    expect(file.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(file.toString('latin1')).toContain('/DisplayDocTitle true');
  });

  it('embeds its fonts and holds nothing that runs', () => {
    const source = file.toString('latin1');
    expect(source.match(/\/FontFile2/g)?.length).toBe(3);
    expect(source).not.toMatch(/\/(?:JS|JavaScript|OpenAction|Launch|URI)\b/);
  });

  it('is readable by its owner only, and leaves no draft', () => {
    expect(statSync(join(folder, 'letter-1.pdf')).mode & 0o077).toBe(0);
    expect(readdirSync(folder)).toEqual(['letter-1.pdf']);
  });

  it('replaces itself when it is printed again', async () => {
    await new PdfLetterPrinter(folder, clock).print({ ...letter, paragraphs: ['Otra vez'] });
    expect(readdirSync(folder)).toEqual(['letter-1.pdf']);
  });

  it.each(['../up', 'a/b', '', '.hidden', 'a'.repeat(101)])('is never written outside its folder (%j)', async (id) => {
    await expect(new PdfLetterPrinter(folder, clock).print({ ...letter, id })).rejects.toThrow(RangeError);
  });

  it('leaves nothing behind when it cannot be made', async () => {
    const other = aFolder();
    const broken = { ...letter, to: { name: 'x', lines: [] }, paragraphs: null } as unknown as Letter;
    await expect(new PdfLetterPrinter(other, clock).print(broken)).rejects.toThrow();
    expect(readdirSync(other)).toEqual([]);
  });
});
