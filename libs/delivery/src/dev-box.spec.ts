import { readdirSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MovableClock, StoppedClock } from '@portico/kernel';
import { aFolder, dropFolders } from '../test/folders.js';
import { DevBox, linksIn } from './dev-box.js';

const noon = new Date('2026-11-22T12:00:00.000Z');
const mail = {
  kind: 'mail',
  to: 'ana@clinic.example',
  about: 'user-1',
  subject: 'Hello',
  text: 'Go to https://p.example/#token=a.',
} as const;
const sms = { kind: 'sms', to: '+19165550142', about: 'flow-1', text: 'QX-123456', secret: 'QX-123456' } as const;

afterAll(dropFolders);

describe('the development box', () => {
  it('gives back what was put in, dated by the clock, with its links', async () => {
    const box = new DevBox(aFolder(), new StoppedClock(noon));
    await box.put('1', { ...mail, secret: 'a' });
    expect(await box.list()).toEqual([
      { ...mail, secret: 'a', links: ['https://p.example/#token=a'], at: '2026-11-22T12:00:00.000Z' },
    ]);
  });

  it('is empty at first, also before its folder is there', async () => {
    expect(await new DevBox(join(aFolder(), 'not', 'yet'), new StoppedClock(noon)).list()).toEqual([]);
  });

  it('gives the newest first, also after the clock was moved back', async () => {
    const [clock, order] = [new MovableClock(), new StoppedClock(noon)];
    const box = new DevBox(aFolder(), clock, order);
    for (const [id, move] of Object.entries({ first: 'P30D', second: '-P60D', third: 'P1D' })) {
      clock.advance(move);
      order.advance('PT1S');
      await box.put(id, { ...mail, subject: id });
    }
    expect((await box.list()).map(({ subject }) => subject)).toEqual(['third', 'second', 'first']);
  });

  it('answers by kind, receiver and what it is about', async () => {
    const box = new DevBox(aFolder(), new StoppedClock(noon));
    await box.put('1', mail);
    await box.put('2', sms);
    await box.put('3', { ...mail, to: 'bob@clinic.example' });
    expect(await box.list({ kind: 'sms' })).toMatchObject([{ secret: 'QX-123456' }]);
    expect(await box.list({ to: 'bob@clinic.example' })).toHaveLength(1);
    expect(await box.list({ about: 'user-1' })).toHaveLength(2);
    expect(await box.list({ about: 'user-1', kind: 'sms' })).toEqual([]);
    expect(await box.list({ limit: 1 })).toHaveLength(1);
  });

  it('keeps an id once, as it came first', async () => {
    const box = new DevBox(aFolder(), new StoppedClock(noon));
    await box.put('1', { ...mail, subject: 'first' });
    await box.put('1', { ...mail, subject: 'second' });
    expect((await box.list()).map(({ subject }) => subject)).toEqual(['first']);
  });

  it('keeps an id once when fifty put it at the same time, from several processes', async () => {
    const folder = aFolder();
    const boxes = Array.from(
      { length: 50 },
      (_none, place) => new DevBox(folder, new StoppedClock(new Date(noon.getTime() + place))),
    );
    await Promise.all(boxes.map((box, place) => box.put('1', { ...mail, subject: String(place) })));
    expect(await boxes[0]?.list()).toHaveLength(1);
  });

  it('finishes an item whose process died between the id and the file', async () => {
    const folder = aFolder();
    const box = new DevBox(folder, new StoppedClock(noon));
    await box.put('1', mail);
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json'))) await rm(join(folder, file));
    await new DevBox(folder, new StoppedClock(noon)).put('1', mail);
    expect(await new DevBox(folder, new StoppedClock(noon)).list()).toHaveLength(1);
  });

  it('is readable by its owner only, and leaves no drafts', async () => {
    const folder = aFolder();
    const box = new DevBox(folder, new StoppedClock(noon));
    await box.put('1', sms);
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
    expect(readdirSync(join(folder, '.drafts'))).toEqual([]);
  });

  it('says when its folder cannot be written', async () => {
    await expect(new DevBox(`${import.meta.filename}/box`, new StoppedClock(noon)).put('1', mail)).rejects.toThrow();
  });
});

describe('links', () => {
  it.each([
    ['Go to https://p.example/a?b=c#d.', ['https://p.example/a?b=c#d']],
    ['(http://p.example/a), then <https://q.example>!', ['http://p.example/a', 'https://q.example']],
    ['none at all', []],
  ])('in %j', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });
});
