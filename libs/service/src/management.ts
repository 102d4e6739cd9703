import { createServer, type Server, type ServerResponse } from 'node:http';
import type { PrometheusMetrics } from './metrics.js';
import type { Readiness } from './readiness.js';

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; version=0.0.4; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}

/** The port that only operators reach: is it alive, may it be sent work, and its figures. */
export class Management {
  readonly #server: Server;

  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: PrometheusMetrics,
  ) {
    this.#server = createServer((request, response) => void this.#serve(request.url ?? '', response));
  }

  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => resolve((this.#server.address() as { port: number }).port));
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(url: string, response: ServerResponse): Promise<void> {
    if (url === '/livez') return answer(response, 200, { alive: true });
    if (url === '/metrics') return answer(response, 200, await this.metrics.page());
    if (url !== '/readyz') return answer(response, 404, { error: 'There is /livez, /readyz and /metrics.' });
    const report = await this.readiness.report();
    return answer(response, report.ready ? 200 : 503, report);
  }
}
