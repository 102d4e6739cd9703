import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  AlreadyHandled,
  currentContext,
  ownWork,
  ProcessConfig,
  ServiceModule,
  traceFrom,
  within,
} from '@portico/service';
import { JobQueue, JobsModule, Reconciles, Workers, Works } from './index.js';

const prefix = `test-${randomUUID().slice(0, 8)}`;
const done: { id: string; traceId?: string }[] = [];
const waiting: (() => void)[] = [];
let stubborn = 0;
let failed = 0;
let found = 0;

/** Resolves once `count` jobs were done. */
async function jobsDone(count: number): Promise<void> {
  while (done.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
}

@Works('letters')
class PrintLetter {
  work({ id }: { id: string }): Promise<void> {
    if (id === 'stubborn' && ++stubborn < 3) return Promise.reject(new Error('not yet'));
    if (id === 'patient' && ++failed < 6) return Promise.reject(new Error('not yet'));
    done.push({ id, traceId: currentContext()?.trace.traceId });
    waiting.splice(0).forEach((wake) => wake());
    return id === 'handled' ? Promise.reject(new AlreadyHandled({ id, version: 1 })) : Promise.resolve();
  }
}

@Reconciles()
class FindLostLetters {
  reconcile(): Promise<void> {
    found += 1;
    return Promise.resolve();
  }
}

@Module({ providers: [PrintLetter, FindLostLetters] })
class LettersModule {}

describe('jobs on a real Redis', () => {
  let app: TestingModule;
  let jobs: JobQueue;

  beforeAll(async () => {
    const config = Object.assign(new ProcessConfig(), { NODE_ENV: 'test', LOG_LEVEL: 'silent' });
    const url = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
    const imports = [
      ServiceModule.forRoot('letters', config),
      JobsModule.forRoot({ url, prefix, backoffMs: 10, attempts: 4 }),
      LettersModule,
    ];
    app = await Test.createTestingModule({ imports }).compile();
    await app.init();
    jobs = app.get(JobQueue);
  });

  afterAll(() => app.close());
  beforeEach(() => void done.splice(0));

  it('does a job in the trace of whoever queued it [X-11]', async () => {
    const trace = traceFrom(undefined);
    await within({ ...ownWork('letters', trace) }, () =>
      jobs.add({ queue: 'letters', id: 'traced', data: { id: 'traced' } }),
    );
    await jobsDone(1);
    expect(done).toEqual([{ id: 'traced', traceId: trace.traceId }]);
  });

  it('queues the same id once [X-06]', async () => {
    const job = { queue: 'letters', id: 'same', data: { id: 'same' } };
    await Promise.all([jobs.add(job), jobs.add(job), jobs.add(job)]);
    await jobs.add({ queue: 'letters', id: 'last', data: { id: 'last' } });
    await jobsDone(2);
    expect(done.map(({ id }) => id)).toEqual(['same', 'last']);
  });

  it('tries again what failed, and takes work that was already handled for done [X-06]', async () => {
    await jobs.add({ queue: 'letters', id: 'stubborn', data: { id: 'stubborn' } });
    await jobs.add({ queue: 'letters', id: 'handled', data: { id: 'handled' } });
    await jobsDone(2);
    expect(done.map(({ id }) => id).sort()).toEqual(['handled', 'stubborn']);
    expect(stubborn).toBe(3);
  });

  it('tries longer what nobody would find again [X-06]', async () => {
    await jobs.add({ queue: 'letters', id: 'patient', data: { id: 'patient' }, tries: 8 });
    await jobsDone(1);
    expect(failed).toBe(6);
  });

  it('looks for lost work on boot and whenever it is asked [X-06]', async () => {
    const before = found;
    expect(before).toBeGreaterThan(0);
    await app.get(Workers).reconcile();
    expect(found).toBe(before + 1);
  });
});
