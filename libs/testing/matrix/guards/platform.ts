import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { loadTools } from '../../src/tools.js';

const isLeftOut = /\/(?:node_modules|src|test|journeys|matrix)$|\.map$/;

/** A copy of what is built, where guards can be taken out; packages are found in the repository above it. */
export class Platform {
  private constructor(
    readonly folder: string,
    private readonly repository: string,
  ) {}

  static async copy(): Promise<Platform> {
    const { repository } = await loadTools();
    mkdirSync(join(repository, '.portico'), { recursive: true });
    const platform = new Platform(mkdtempSync(join(repository, '.portico', 'guards-')), repository);
    for (const path of ['gateway', ...platform.within('libs'), ...platform.within('services')]) platform.take(path);
    const scope = join(platform.folder, 'node_modules', '@portico');
    mkdirSync(scope, { recursive: true });
    for (const path of platform.within('libs')) symlinkSync(join(platform.folder, path), join(scope, basename(path)));
    return platform;
  }

  /** Built files of a folder, relative to the copy. */
  files(folder: string): string[] {
    const found = readdirSync(join(this.folder, folder, 'dist'), { recursive: true, encoding: 'utf8' });
    return found.filter((path) => path.endsWith('.js')).map((path) => join(folder, 'dist', path));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private within(parent: string): string[] {
    return readdirSync(join(this.repository, parent)).map((name) => join(parent, name));
  }

  private take(path: string): void {
    const [from, to] = [join(this.repository, path), join(this.folder, path)];
    cpSync(from, to, { recursive: true, filter: (each) => !isLeftOut.test(each) });
    const packages = join(from, 'node_modules');
    if (existsSync(packages)) symlinkSync(packages, join(to, 'node_modules'));
  }
}
