import { describe, expect, it } from '@jest/globals';
import { parseOptions } from '@node-rs/argon2';
import { Argon2PasswordHasher, owaspCost, poolLimits } from './argon2.password-hasher.js';

const cheap = { memory: 64, passes: 1 };
const hasher = new Argon2PasswordHasher('pepper', { cost: cheap });
const hashOf = (password: string, by = hasher): Promise<string> =>
  by.admit('change', (hashes) => hashes.hash(password));
const verify = (hash: string | undefined, password: string, by = hasher): Promise<boolean> =>
  by.admit('sign-in', (hashes) => hashes.verify(hash, password));

describe('Password hashes', () => {
  it('are argon2id at OWASP’s cost', async () => {
    const hash = await hashOf('Quiet-Harbor-37', new Argon2PasswordHasher('pepper'));
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(parseOptions(hash)).toMatchObject({ memoryCost: owaspCost.memory, saltLen: 16, outputLen: 32 });
  });

  it('are known again, and differ for the same password', async () => {
    const [one, other] = [await hashOf('Quiet-Harbor-37'), await hashOf('Quiet-Harbor-37')];
    expect(one).not.toBe(other);
    expect(await verify(one, 'Quiet-Harbor-37')).toBe(true);
    expect(await verify(one, 'Quiet-Harbor-38')).toBe(false);
  });

  it('are worth nothing without the pepper', async () => {
    const hash = await hashOf('Quiet-Harbor-37');
    expect(await verify(hash, 'Quiet-Harbor-37', new Argon2PasswordHasher('other', { cost: cheap }))).toBe(false);
  });

  it('are of the whole password, in one form', async () => {
    const long = '😀'.repeat(127);
    expect(await verify(await hashOf(`${long}a`), `${long}b`)).toBe(false);
    expect(await verify(await hashOf('Cafe\u0301-37'), 'Caf\u00e9-37')).toBe(true);
  });

  it('are compared also where there is none, and then never right', async () => {
    expect(await verify(undefined, 'Quiet-Harbor-37')).toBe(false);
  });

  it('are outdated once the cost has risen', async () => {
    const hash = await hashOf('Quiet-Harbor-37');
    expect(hasher.isOutdated(hash)).toBe(false);
    expect(new Argon2PasswordHasher('pepper', { cost: { ...cheap, memory: 128 } }).isOutdated(hash)).toBe(true);
    expect(new Argon2PasswordHasher('pepper', { cost: { ...cheap, passes: 2 } }).isOutdated(hash)).toBe(true);
  });

  it('leave a thread for other work, and follow what they are told', () => {
    expect(poolLimits(undefined, 2).atOnce).toBe(1);
    expect(poolLimits(undefined, 1).atOnce).toBe(1);
    expect(poolLimits(7).atOnce).toBe(7);
  });

  it('do not hold up the event loop', async () => {
    const real = new Argon2PasswordHasher('pepper');
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((password) => verify(undefined, password, real)));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});
