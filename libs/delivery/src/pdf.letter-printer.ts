import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Clock, newId } from '@portico/kernel';
import type PDFDocument from 'pdfkit';
import { type Letter, LetterPrinter } from './letter-printer.js';

type Pdf = InstanceType<typeof PDFDocument>;

/** The published types do not know this subset yet. */
const accessible = 'PDF/UA' as string as PDFKit.Mixins.PDFSubsets;
const fileName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const font = createRequire(import.meta.url);
/** Embedded, as PDF/UA asks, with the letters of most European languages. */
const faces = { plain: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf', token: 'DejaVuSansMono-Bold.ttf' };

/** Letters as tagged PDF files `<id>.pdf` in a folder, which a printer or a mail house takes from there. */
export class PdfLetterPrinter extends LetterPrinter {
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  async print(letter: Letter): Promise<void> {
    if (!fileName.test(letter.id)) throw new RangeError('the id of a letter names a file: letters, digits, - and _');
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `.${newId()}.draft`);
    try {
      await this.write(letter, draft);
      await rename(draft, join(this.folder, `${letter.id}.pdf`));
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** The file is opened once the letter is whole, so that one that cannot be made leaves none. */
  private async write(letter: Letter, path: string): Promise<void> {
    const pdf = await this.blank(letter);
    fill(pdf, letter);
    pdf.end();
    await pipeline(pdf, createWriteStream(path, { mode: 0o600, flush: true }));
  }

  private async blank({ title, language, sender }: Letter): Promise<Pdf> {
    const { default: Document } = await import('pdfkit');
    const pdf = new Document({
      size: 'LETTER',
      margins: { top: 72, bottom: 72, left: 72, right: 72 },
      pdfVersion: '1.7',
      subset: accessible,
      tagged: true,
      displayTitle: true,
      lang: language,
      info: { Title: title, Author: sender ?? '', CreationDate: this.clock.now() },
    });
    for (const [name, file] of Object.entries(faces))
      pdf.registerFont(name, font.resolve(`dejavu-fonts-ttf/ttf/${file}`));
    return pdf;
  }
}

interface Block {
  tag: 'P' | 'H1';
  face: keyof typeof faces;
  size: number;
  text: string;
}

/** Every block is a structure element, in reading order. */
function fill(pdf: Pdf, letter: Letter): void {
  const root = pdf.struct('Document', { title: letter.title });
  pdf.addStructure(root);
  for (const { tag, face, size, text } of blocksOf(letter)) {
    const content = (): void => void pdf.font(face, size).text(text, { lineGap: 3 }).moveDown(0.9);
    root.add(pdf.struct(tag, {}, content));
  }
  root.end();
}

function blocksOf({ to, title, paragraphs, highlight, sender }: Letter): Block[] {
  const from: Block[] = sender ? [{ tag: 'P', face: 'bold', size: 10, text: sender }] : [];
  const address: Block = { tag: 'P', face: 'plain', size: 10, text: [to.name, ...to.lines].join('\n') };
  const body = paragraphs.map((text): Block => {
    return text === highlight
      ? { tag: 'P', face: 'token', size: 14, text }
      : { tag: 'P', face: 'plain', size: 11, text };
  });
  return [...from, address, { tag: 'H1', face: 'bold', size: 15, text: title }, ...body];
}
