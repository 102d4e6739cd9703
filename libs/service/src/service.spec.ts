import { anonymous } from '@portico/kernel';
import { Secret } from '@portico/contracts';
import { IsUrl } from 'class-validator';
import {
  configFrom,
  LostRace,
  Management,
  PinoLog,
  ProcessConfig,
  PrometheusMetrics,
  Readiness,
  traceFrom,
  traceparent,
  untilWon,
  within,
} from './index.js';

const good = {
  NODE_ENV: 'development',
  OPS_PORT: '0',
  NATS_URL: 'nats://127.0.0.1:4222',
  CLAIM_PRIVATE_KEY: '{"kty":"OKP"}',
  CLAIM_PUBLIC_KEYS: '{"gateway":{}}',
  PROGRAMS_DIR: 'programs',
};

class MailingConfig extends ProcessConfig {
  @IsUrl({ require_tld: false, protocols: ['smtp'] }) SMTP_URL: string;
}

describe('the configuration', () => {
  it('is read from the environment, numbers as numbers', () => {
    expect(configFrom(ProcessConfig, good)).toMatchObject({ OPS_PORT: 0, LOG_LEVEL: 'info', isProduction: false });
  });

  it('names every wrong variable in one sentence', () => {
    expect(() => configFrom(MailingConfig, { ...good, OPS_PORT: 'http', NATS_URL: '' })).toThrow(
      /NATS_URL: .*; OPS_PORT: .*; SMTP_URL: .*Set these variables/,
    );
  });

  it.each([
    ['CLAIM_PRIVATE_KEY', '{"kty":"OKP","kid":"dev.gateway"}'],
    ['NATS_PASSWORD', 'dev.secret'],
    ['CLAIM_PUBLIC_KEYS', '{"gateway":{"kid":"dev.gateway"}}'],
  ])('refuses a development %s in production', (name, value) => {
    const production = { ...good, NODE_ENV: 'production', [name]: value };
    expect(() => configFrom(ProcessConfig, production)).toThrow(new RegExp(`${name} holds a development default`));
    expect(() => configFrom(ProcessConfig, { ...production, NODE_ENV: 'development' })).not.toThrow();
  });

  it('takes a missing NODE_ENV for production', () => {
    expect(configFrom(ProcessConfig, { ...good, NODE_ENV: undefined }).isProduction).toBe(true);
  });
});

describe('the log', () => {
  class Typed {
    @Secret(100) favouriteSecret: string;
  }

  it('opens as a process opens it', () => {
    expect(() => new PinoLog('identity', 'info')).not.toThrow();
  });

  it('carries the trace and blots out what is secret [X-09] [X-11]', () => {
    const lines: string[] = [];
    const log = new PinoLog('identity', 'info', { write: (line: string) => void lines.push(line) });
    const trace = traceFrom('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
    const message: Typed = { favouriteSecret: 'canary-1' };
    within({ actor: anonymous(), trace, deadline: 0 }, () => {
      log.info('typed', { ...message, body: { password: 'canary-2', deep: { code: 'canary-3' } } });
    });
    expect(lines[0]).toContain('0af7651916cd43dd8448eb211c80319c');
    expect(lines[0]).not.toContain('canary');
  });
});

describe('a trace', () => {
  it('goes on from a traceparent header, and begins anew from a bad one', () => {
    const header = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(traceFrom(header).traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(traceparent(traceFrom('nonsense'))).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});

describe('a lost race', () => {
  it('is run again until it is won', async () => {
    let tries = 0;
    const work = () => (++tries < 5 ? Promise.reject(new LostRace('a')) : Promise.resolve('won'));
    await expect(untilWon(work)).resolves.toBe('won');
    expect(tries).toBe(5);
  });

  it('is a conflict once the time is up, and other errors pass at once', async () => {
    const context = { actor: anonymous(), trace: traceFrom(undefined), deadline: performance.now() - 1 };
    await expect(within(context, () => untilWon(() => Promise.reject(new LostRace('a'))))).rejects.toMatchObject({
      code: 'lost-race',
    });
    await expect(untilWon(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

describe('the management port', () => {
  it('tells alive, ready and figures apart [X-11]', async () => {
    const readiness = new Readiness();
    const metrics = new PrometheusMetrics('identity');
    let up = false;
    readiness.add({ name: 'database', check: () => (up ? Promise.resolve() : Promise.reject(new Error('not there'))) });
    const management = new Management(readiness, metrics);
    const port = await management.listen(0, '127.0.0.1');
    const get = async (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    metrics.count('events_published', { stream: 'IDENTITY' }, 2);

    expect((await get('/livez')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(503);
    readiness.open();
    expect(await (await get('/readyz')).json()).toEqual({ ready: false, checks: { database: 'not there' } });
    up = true;
    expect((await get('/readyz')).status).toBe(200);
    expect(await (await get('/metrics')).text()).toContain(
      'portico_events_published{stream="IDENTITY",process="identity"} 2',
    );
    expect((await get('/else')).status).toBe(404);
    await management.close();
  });
});
