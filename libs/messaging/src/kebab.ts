/** `OnThingDone` → `on-thing-done`: what reactions and recorders are called. */
export const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
