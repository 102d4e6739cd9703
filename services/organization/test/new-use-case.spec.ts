import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const tsc = join(repository, 'node_modules/typescript-native/bin/tsc');
const jest = join(repository, 'node_modules/jest/bin/jest.js');

interface Wish {
  service: string;
  verbPhrase: string;
  action?: string;
  internal?: boolean;
  /** Which of the service's contracts it goes to. */
  messages?: string;
}
type CopyOf = (service: string, options: { without: RegExp }) => string;
type NewUseCase = (root: string, wish: Wish) => Promise<{ files: string[]; route?: string }>;

let copy: string;
let newUseCase: NewUseCase;

beforeAll(async () => {
  const { copyOf } = (await import(join(repository, 'tools/copy.mjs'))) as { copyOf: CopyOf };
  copy = copyOf('organization', { without: /\.spec\.ts$/ });
  ({ newUseCase } = (await import(join(repository, 'tools/new/use-case.mjs'))) as { newUseCase: NewUseCase });
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const read = (path: string): string => readFileSync(join(copy, path), 'utf8');

const here = { service: 'organization', messages: 'messages' };

describe('npm run new -- use-case', () => {
  it('makes the contract, the handler, its spec and its entry, which type-check and pass', async () => {
    const wish = { ...here, verbPhrase: 'rename-organization', action: 'organization.read' };
    const { files, route } = await newUseCase(copy, wish);

    expect(files).toEqual([
      'libs/contracts/src/organization/messages.ts',
      'services/organization/src/use-cases/rename-organization.ts',
      'services/organization/src/use-cases/rename-organization.spec.ts',
      'services/organization/src/organization.module.ts',
    ]);
    expect(route).toContain('rename(@Input() request: RenameOrganization)');
    expect(read('services/organization/src/organization.module.ts')).toMatch(
      /useCases = \[[^\]]*RenameOrganizationHandler/,
    );
    expect(read('services/organization/src/use-cases/rename-organization.ts')).toContain(
      "@Requires('organization.read')",
    );

    const cwd = join(copy, 'services/organization');
    await run(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd });
    const flags = ['--experimental-vm-modules', jest, '-c', '../../jest.config.mjs', '--silent', 'rename-organization'];
    const { stderr } = await run(process.execPath, flags, { cwd, env: { ...process.env, NODE_OPTIONS: '' } });
    expect(stderr).toContain('1 passed');
  }, 120_000);

  it('makes a message of our own processes, without a route', async () => {
    const { route } = await newUseCase(copy, { ...here, verbPhrase: 'close-books', internal: true });

    expect(route).toBeUndefined();
    expect(read('libs/contracts/src/organization/messages.ts')).toMatch(/class CloseBooks[^}]*internal = true/);
    expect(read('services/organization/src/use-cases/close-books.ts')).toContain("@Requires('system.organization')");
  });

  it.each([
    [{ service: 'nowhere', verbPhrase: 'do-it' }, /no service "nowhere"; there are: organization/],
    [{ ...here, verbPhrase: 'Rename' }, /verb phrase in kebab case/],
    [{ ...here, verbPhrase: 'enroll-organization' }, /a use case enroll-organization already/],
    [{ service: 'organization', verbPhrase: 'do-it' }, /Say with --messages where the contract goes: .*messages/],
  ])('says in one sentence why it does not do %j, and writes nothing', async (wish, sentence) => {
    const before = read('libs/contracts/src/organization/messages.ts');

    await expect(newUseCase(copy, wish)).rejects.toThrow(sentence);
    expect(read('libs/contracts/src/organization/messages.ts')).toBe(before);
  });
});
