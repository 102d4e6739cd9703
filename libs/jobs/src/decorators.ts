import { Injectable } from '@nestjs/common';
import 'reflect-metadata';

export interface WorksOptions {
  /** Jobs at once in one process. */
  concurrency?: number;
}

const worksKey = Symbol('portico.works');
const reconcilesKey = Symbol('portico.reconciles');

/** Marks the class that does the jobs of a queue. */
export function Works(queue: string, options: WorksOptions = {}): ClassDecorator {
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(worksKey, { queue, ...options }, target);
  };
}

/** Marks a class whose `reconcile` runs on boot, every minute, and after the clock was moved. */
export function Reconciles(): ClassDecorator {
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(reconcilesKey, true, target);
  };
}

export const worksOf = (target: object): (WorksOptions & { queue: string }) | undefined =>
  Reflect.getMetadata(worksKey, target) as (WorksOptions & { queue: string }) | undefined;

export const reconciles = (target: object): boolean => Reflect.getMetadata(reconcilesKey, target) === true;
