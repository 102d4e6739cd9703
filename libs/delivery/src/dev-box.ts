import { createHash } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, newId, SystemClock } from '@portico/kernel';

export const boxKinds = ['mail', 'sms', 'voice', 'letter'] as const;
export type BoxKind = (typeof boxKinds)[number];

/** Something that was sent in development. `secret` is the token or code in clear: it exists in this file and nowhere else. */
export interface BoxItem {
  kind: BoxKind;
  to: string;
  about: string;
  subject?: string;
  text: string;
  links: string[];
  secret?: string;
  /** ISO instant of the process's clock. */
  at: string;
}

export interface BoxQuestion {
  kind?: BoxKind;
  to?: string;
  about?: string;
  /** At most this many, 100 unless told. */
  limit?: number;
}

interface Kept {
  file: string;
  item: BoxItem;
}

const latest = 9_999_999_999_999;
const mostCached = 10_000;

/**
 * What was sent in development: a folder, one JSON file per item, whose names sort the newest first. A message id is kept once,
 * whoever repeats it and wherever a process died: the first draft linked under the id's name decides, and names the file.
 */
export class DevBox {
  readonly #seen = new Map<string, BoxItem>();
  readonly #order: Clock;

  /** `clock` dates the items; `order` sorts them by when they really came, also after the development clock moved back. */
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
    order: Clock = new SystemClock(),
  ) {
    this.#order = order;
  }

  async put(id: string, sent: Omit<BoxItem, 'links' | 'at'>): Promise<void> {
    const folders = { drafts: join(this.folder, '.drafts'), ids: join(this.folder, '.ids') };
    for (const each of Object.values(folders)) await mkdir(each, { recursive: true, mode: 0o700 });
    const name = createHash('sha256').update(id).digest('hex');
    const draft = join(folders.drafts, newId());
    await writeFile(draft, JSON.stringify(this.kept(name, sent), null, 2), { mode: 0o600 });
    await linkOnce(draft, join(folders.ids, name));
    const { file } = await read(join(folders.ids, name));
    await linkOnce(join(folders.ids, name), join(this.folder, file));
    await rm(draft, { force: true });
  }

  /** Newest first. */
  async list({ kind, to, about, limit = 100 }: BoxQuestion = {}): Promise<BoxItem[]> {
    const found: BoxItem[] = [];
    for (const file of await this.files(kind)) {
      if (found.length >= limit) break;
      const item = await this.item(file);
      if ((to ?? item.to) === item.to && (about ?? item.about) === item.about) found.push(item);
    }
    return found;
  }

  private kept(name: string, sent: Omit<BoxItem, 'links' | 'at'>): Kept {
    const moment = String(latest - this.#order.now().getTime()).padStart(13, '0');
    const item = { ...sent, links: linksIn(sent.text), at: this.clock.now().toISOString() };
    return { file: `${moment}-${sent.kind}-${name.slice(0, 32)}.json`, item };
  }

  private async files(kind?: BoxKind): Promise<string[]> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const names = await readdir(this.folder);
    return names.filter((name) => name.endsWith('.json') && (!kind || name.includes(`-${kind}-`))).sort();
  }

  /** An item never changes once it is there. */
  private async item(file: string): Promise<BoxItem> {
    const seen = this.#seen.get(file);
    if (seen) return seen;
    const { item } = await read(join(this.folder, file));
    if (this.#seen.size >= mostCached) this.#seen.clear();
    this.#seen.set(file, item);
    return item;
  }
}

async function linkOnce(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

const read = async (path: string): Promise<Kept> => JSON.parse(await readFile(path, 'utf8')) as Kept;

/** The web addresses in a text, without the punctuation that ends a sentence. */
export function linksIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"']+/g) ?? [];
  return found.map((address) => address.replace(/[.,;:!?)\]]+$/, ''));
}
