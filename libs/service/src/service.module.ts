import { type DynamicModule, Module } from '@nestjs/common';
import { Clock, MovableClock, Random, SystemClock, SystemRandom } from '@portico/kernel';
import { ProcessConfig } from './config.js';
import { Log, PinoLog } from './log.js';
import { Metrics, PrometheusMetrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** Name of the process that runs: `gateway`, `identity`, … */
export abstract class ProcessName {
  abstract readonly value: string;
}

/** What every process has: time, randomness, log, metrics, readiness, its name and its configuration. */
@Module({})
export class ServiceModule {
  static forRoot<T extends ProcessConfig>(name: string, config: T): DynamicModule {
    const metrics = new PrometheusMetrics(name);
    const clock = config.isProduction ? new SystemClock() : new MovableClock();
    const configType = config.constructor as new () => T;
    const providers = [
      { provide: ProcessName, useValue: { value: name } },
      { provide: configType, useValue: config },
      { provide: ProcessConfig, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: Random, useValue: new SystemRandom() },
      { provide: Log, useValue: new PinoLog(name, config.LOG_LEVEL) },
      { provide: PrometheusMetrics, useValue: metrics },
      { provide: Metrics, useExisting: PrometheusMetrics },
      { provide: Readiness, useValue: new Readiness() },
    ];
    return { module: ServiceModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
