import { SetMetadata } from '@nestjs/common';
import type { LimitedFamily } from '../limits/limits.js';

/** Who may come in by a route; the service behind it judges again, by the actor's claim. */
export type Admits = 'signed-in' | 'anonymous' | 'flow' | { staff: string; action: string };

export const admitsKey = 'portico:admits';
export const limitedKey = 'portico:limited';

/** Anybody: nothing in the request says who it is. */
export const Anonymous = (): MethodDecorator & ClassDecorator => SetMetadata(admitsKey, 'anonymous' satisfies Admits);

/** Whoever carries the flow's own token; the service judges it. */
export const FlowBearer = (): MethodDecorator & ClassDecorator => SetMetadata(admitsKey, 'flow' satisfies Admits);

/** Whoever has a session; what every route asks that says nothing. */
export const SignedIn = (): MethodDecorator & ClassDecorator => SetMetadata(admitsKey, 'signed-in' satisfies Admits);

/** Staff with this role; the action is what a refusal is recorded as. */
export const Staff = (staff: string, action: string): MethodDecorator & ClassDecorator =>
  SetMetadata(admitsKey, { staff, action } satisfies Admits);

/** Counted against the tighter limit of its family, shared by all replicas. */
export const Limited = (family: LimitedFamily): MethodDecorator & ClassDecorator => SetMetadata(limitedKey, family);

/** Whether a method may change something, by HTTP's own words. */
export const isUnsafe = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);
