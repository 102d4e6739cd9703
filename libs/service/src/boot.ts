import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Log } from './log.js';
import { Management } from './management.js';
import { PrometheusMetrics } from './metrics.js';
import { type ProcessConfig, WrongConfiguration } from './config.js';
import { Readiness } from './readiness.js';

export type Root = Type | DynamicModule;
type Application = INestApplicationContext;

/** How an application is made and begins to listen; the gateway brings its own. */
export interface Start {
  create(root: Root): Promise<Application>;
  listen?(application: Application): Promise<void>;
}

const quiet = { logger: ['error', 'warn'] as ('error' | 'warn')[], abortOnError: false };

const contextOnly: Start = { create: (root) => NestFactory.createApplicationContext(root, quiet) };

/** One boot for every process: start, management port, ready, and an orderly end on SIGTERM or SIGINT. */
export async function boot(
  name: string,
  compose: () => { root: Root; config: ProcessConfig },
  start = contextOnly,
): Promise<void> {
  try {
    await run(compose(), start);
  } catch (error) {
    process.stderr.write(`${name}: ${told(error)}\n`);
    process.exit(1);
  }
}

/** A wrong configuration is told in its one sentence; anything else with its stack. */
function told(error: unknown): string {
  if (error instanceof WrongConfiguration) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function run({ root, config }: { root: Root; config: ProcessConfig }, start: Start): Promise<void> {
  const application = await start.create(root);
  const management = new Management(application.get(Readiness), application.get(PrometheusMetrics));
  const port = await management.listen(config.OPS_PORT, config.OPS_HOST);
  await application.init();
  await start.listen?.(application);
  endOnSignal(application, management);
  application.get(Readiness).open();
  application.get(Log).info('ready', { port });
}

/** How long an orderly end may take, in milliseconds: a server that is away must not hold it for ever. Kills are safe. */
const endPatience = 15_000;

function endOnSignal(application: Application, management: Management): void {
  let ending = false;
  const end = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), endPatience).unref();
    application.get(Log).info('ending', { signal });
    application.get(Readiness).close();
    await application.close();
    await management.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(signal));
}
