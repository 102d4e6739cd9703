import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { Anonymous } from '../auth/access.js';
import { routeUnknown } from '../http/refusals.js';
import { openapi } from './openapi.js';
import { pageHeaders, page, starter } from './page.js';

const { resolve } = createRequire(import.meta.url);

/** The only files that are served, and as what. */
const assets: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** The contract for programs, and for people as a page that needs nothing from elsewhere. */
@Controller()
@Anonymous()
export class Documentation {
  readonly #files = new Map<string, Promise<Buffer>>();
  #document?: string;

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  openapi(): string {
    return (this.#document ??= JSON.stringify(openapi()));
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', pageHeaders['content-security-policy'])
  page(): string {
    return page;
  }

  @Get('docs/start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  start(): string {
    return starter;
  }

  @Get('docs/assets/:name')
  @Header('cache-control', 'public, max-age=86400')
  async asset(@Param('name') name: string): Promise<StreamableFile> {
    const type = Object.hasOwn(assets, name) ? assets[name] : undefined;
    if (type === undefined) throw routeUnknown();
    return new StreamableFile(await this.#file(name), { type });
  }

  #file(name: string): Promise<Buffer> {
    const known = this.#files.get(name) ?? readFile(resolve(`swagger-ui-dist/${name}`));
    this.#files.set(name, known);
    return known;
  }
}
