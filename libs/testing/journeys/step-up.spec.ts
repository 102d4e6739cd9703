import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from '@portico/program';
import { World } from '../src/index.js';
import { Driver, type Problem } from './driver.js';
import { pack } from './packs.js';
import { anOrganization, type Person } from './people.js';

const { freshness, sends } = pack('medi-cal').passcode;

interface Strengthened {
  id: string;
  sessionToken: string;
  passcodeAt: string;
}

/** The packs of the repository, with one action more behind a passcode in Medi-Cal's. */
function packsWith(action: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  cpSync(fileURLToPath(new URL('../../../programs', import.meta.url)), folder, { recursive: true });
  const path = join(folder, 'medi-cal', 'program.json');
  const program = JSON.parse(readFileSync(path, 'utf8')) as Program;
  writeFileSync(path, JSON.stringify({ ...program, stepUp: [...program.stepUp, action] }));
  return folder;
}

describe('a passcode before what the program marks', () => {
  let programsDir: string;
  let world: World;
  let driver: Driver;
  let person: Person;
  let session: string;

  beforeAll(async () => {
    programsDir = packsWith('profile.change');
    world = await World.start({ programsDir });
    driver = new Driver(world);
    ({ person, session } = await driver.admin(anOrganization()));
  });
  afterAll(async () => {
    await world?.stop();
    rmSync(programsDir, { recursive: true });
  });

  const rename = (firstName: string, bearer: string) =>
    driver.ask<Problem & { challenge: string; action: string; firstName: string }>('/me', {
      method: 'PATCH',
      body: { firstName },
      bearer,
    });
  const prove = async (bearer: string): Promise<Strengthened> => {
    const digits = await driver.passcode('/session', { phone: person.mobilePhone, bearer });
    const proven = await driver.post<Strengthened>('/session/otp/verify', { code: digits }, bearer);
    expect(proven.status).toBe(200);
    return proven.body;
  };

  it('asks, is satisfied while the proof is fresh, and asks again [MC-OTP-03]', async () => {
    const first = await rename('Dora', session);
    expect([first.status, first.body.code]).toEqual([403, 'otp-required']);
    expect(first.body).toMatchObject({ action: 'profile.change', challenge: '/v1/session/otp' });
    expect((await driver.get('/me', session)).status).toBe(200);

    const { sessionToken, passcodeAt, id } = await prove(session);
    expect((await driver.get('/session', sessionToken)).body).toMatchObject({ id, passcodeAt });
    const second = await rename('Dora', sessionToken);
    expect([second.status, second.body.firstName]).toEqual([200, 'Dora']);

    await world.clock.advance(freshness);
    const third = await rename('Dana', sessionToken);
    expect([third.status, third.body.code]).toEqual([403, 'otp-required']);
    expect((await rename('Dana', (await prove(sessionToken)).sessionToken)).status).toBe(200);
  });

  it('leaves nothing to whoever knew the token of before [MC-OTP-03]', async () => {
    const before = (await driver.signIn(person)).body.sessionToken;
    const other = (await driver.signIn(person)).body.sessionToken;
    const { sessionToken } = await prove(before);
    const dead = await driver.get<Problem>('/session', before);
    expect([dead.status, dead.body.code]).toEqual([401, 'session-expired']);
    expect((await driver.get('/session', sessionToken)).status).toBe(200);
    expect((await rename('Dora', other)).status).toBe(403);
  });

  it('is given to browsers as a new cookie, and asks in their language', async () => {
    await world.clock.advance(sends.window);
    const bearer = (await driver.signIn(person)).body.sessionToken;
    const refused = await driver.ask<Problem & { detail: string }>('/me', {
      method: 'PATCH',
      body: { firstName: 'Dora' },
      bearer,
      headers: { 'accept-language': 'es' },
    });
    expect([refused.body.code, refused.body.detail]).toEqual(['otp-required', 'Primero ingrese un código.']);
    const digits = await driver.passcode('/session', { phone: person.mobilePhone, bearer });
    const proven = await driver.ask<Strengthened>('/session/otp/verify', {
      body: { code: digits },
      bearer,
      headers: { 'x-session': 'cookie' },
    });
    expect(proven.headers.get('set-cookie')).toContain(`__Host-portico=${proven.body.sessionToken};`);
  });
});
