import 'reflect-metadata';

/** How a use case is admitted: by the right to an action, or without one for a reason that is written down. */
export type Admission = { action: string } | { publicBecause: string };

const key = 'portico:admission';

const marks =
  (admission: Admission): ClassDecorator =>
  (target) =>
    Reflect.defineMetadata(key, admission, target);

/** Names the action whose right the actor must have; see `scopeOf` for what an action's name means. */
export const Requires = (action: string): ClassDecorator => marks({ action });

/** Anybody may; the reason says what protects the use case instead. */
export const Public = (reason: string): ClassDecorator => marks({ publicBecause: reason });

/** What a handler class says about its admission; nothing means that it must not be served. */
export const admissionOf = (handler: object): Admission | undefined =>
  Reflect.getOwnMetadata(key, handler) as Admission | undefined;
