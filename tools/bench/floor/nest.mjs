// Decorators by hand: the floors are plain JavaScript, so that nothing of the project is in them.
import 'reflect-metadata';
import { Module } from '@nestjs/common';

export function on(target, method, ...decorators) {
  const descriptor = Object.getOwnPropertyDescriptor(target.prototype, method);
  for (const decorate of decorators) decorate(target.prototype, method, descriptor);
}

export function moduleOf(parts) {
  class Root {}
  Module(parts)(Root);
  return Root;
}

/** Tells the parent that the process serves. */
export const ready = () => process.send?.('ready');
