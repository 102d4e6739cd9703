import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Labels = Record<string, string>;

/** Counts and durations for operators; label values come from closed lists, never from what people type. */
export abstract class Metrics {
  abstract count(name: string, labels?: Labels, by?: number): void;
  /** `seconds` that something took. */
  abstract observe(name: string, seconds: number, labels?: Labels): void;
  abstract gauge(name: string, value: number, labels?: Labels): void;
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Milliseconds between looks at how late the event loop is: each wakes a process that may have nothing else to do. */
const everyMs = 50;

/** Keeps the figures in the process, in the Prometheus text format; every name is prefixed `portico_`. */
export class PrometheusMetrics extends Metrics {
  readonly #registry = new Registry();
  readonly #counters = new Map<string, Counter>();
  readonly #histograms = new Map<string, Histogram>();
  readonly #gauges = new Map<string, Gauge>();

  constructor(process: string) {
    super();
    this.#registry.setDefaultLabels({ process });
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: everyMs });
  }

  count(name: string, labels: Labels = {}, by = 1): void {
    known(this.#counters, name, () => new Counter(this.#about(name, labels))).inc(labels, by);
  }

  observe(name: string, seconds: number, labels: Labels = {}): void {
    const histogram = known(this.#histograms, name, () => new Histogram({ ...this.#about(name, labels), buckets }));
    histogram.observe(labels, seconds);
  }

  gauge(name: string, value: number, labels: Labels = {}): void {
    known(this.#gauges, name, () => new Gauge(this.#about(name, labels))).set(labels, value);
  }

  /** The whole page, as a scraper reads it. */
  page(): Promise<string> {
    return this.#registry.metrics();
  }

  #about(name: string, labels: Labels): About {
    return {
      name: `portico_${name}`,
      help: name.replaceAll('_', ' '),
      labelNames: Object.keys(labels),
      registers: [this.#registry],
    };
  }
}

interface About {
  name: string;
  help: string;
  labelNames: string[];
  registers: Registry[];
}

/** Counts nothing; for tests. */
export class NoMetrics extends Metrics {
  count(): void {}
  observe(): void {}
  gauge(): void {}
}

function known<T>(kept: Map<string, T>, name: string, make: () => T): T {
  const found = kept.get(name);
  if (found) return found;
  const made = make();
  kept.set(name, made);
  return made;
}
