import type { Random } from '@portico/kernel';

/** A PIN of so many digits, uniform among those that are not trivial, and never the one before (MC-PIN-07, D-39). */
export function newPin(random: Random, digits: number, before?: string): string {
  for (;;) {
    const pin = String(random.below(10 ** digits)).padStart(digits, '0');
    if (pin !== before && !isTrivial(pin)) return pin;
  }
}

/**
 * What a person would guess first, and nothing else:
 * - each digit follows from the one before by the same step, counted round the dial: 7777777, 1234567, 7654321, 9012345, 2468024;
 * - a group of at most half the digits repeats, the last time perhaps cut off: 1212121, 1231231;
 * - the digits stand in equal pairs, the last perhaps alone: 1122334;
 * - fewer than three different digits: 1000000, 4747744.
 */
export function isTrivial(pin: string): boolean {
  return hasOneStep(pin) || repeatsGroup(pin) || standsInPairs(pin) || new Set(pin).size < 3;
}

function hasOneStep(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (10 + Number(digit) - Number(pin[at])) % 10);
  return new Set(steps).size <= 1;
}

function repeatsGroup(pin: string): boolean {
  const lengths = Array.from({ length: Math.floor(pin.length / 2) }, (_, at) => at + 1);
  return lengths.some((length) => [...pin].every((digit, at) => digit === pin[at % length]));
}

function standsInPairs(pin: string): boolean {
  return [...pin].every((digit, at) => at % 2 === 0 || digit === pin[at - 1]);
}
