import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { type Admits, admitsKey } from '../auth/access.js';

/** A contract class as a route takes it: what it answers, and the service that answers, if one does. */
export interface Asked {
  new (): object;
  readonly result: new () => object;
  readonly subject?: string;
}

/** One route as its decorators describe it. */
export interface RouteNote {
  /** OpenAPI form, below the version: `/registrations/{registrationId}`. */
  path: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  status: number;
  admits: Admits;
  asked: Asked;
  group: string;
}

const methods = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

export const routesOf = (controllers: readonly Type[]): RouteNote[] =>
  controllers.flatMap((controller) => {
    const prototype = controller.prototype as object;
    const names = Object.getOwnPropertyNames(prototype).filter((name) =>
      Reflect.hasMetadata(METHOD_METADATA, handlerOf(prototype, name)),
    );
    return names.map((name) => noteOf(controller, name));
  });

function noteOf(controller: Type, name: string): RouteNote {
  const prototype = controller.prototype as object;
  const handler = handlerOf(prototype, name);
  const parameters = Reflect.getMetadata('design:paramtypes', prototype, name) as unknown[];
  const word = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] as keyof typeof methods;
  return {
    path: pathOf(Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)),
    method: methods[word],
    status: (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ?? (word === 'POST' ? 201 : 200),
    admits: admitsOf(handler) ?? admitsOf(controller) ?? 'signed-in',
    asked: parameters.find(isAsked) as Asked,
    group: controller.name,
  };
}

const handlerOf = (prototype: object, name: string): object => (prototype as Record<string, object>)[name] as object;

const admitsOf = (target: object): Admits | undefined => Reflect.getMetadata(admitsKey, target) as Admits | undefined;

const isAsked = (type: unknown): type is Asked => typeof type === 'function' && 'result' in type;

function pathOf(...parts: unknown[]): string {
  const words = parts.flatMap((part) => String(part).split('/')).filter((word) => word !== '');
  return words.map((word) => `/${word.replace(/^:(.+)$/, '{$1}')}`).join('');
}
