import type { ProcessName } from '../../src/index.js';
import { libraryFaults, writtenFaults } from './written.js';
import type { Platform } from './platform.js';

/** One guard taken out of one built file. */
export interface Fault {
  what: string;
  file: string;
  spoilt: string;
  /** Which processes run it. */
  processes: readonly ProcessName[];
  /** Operations whose cells must notice; all of the processes' when none is named. */
  operations: readonly string[];
  shows?: boolean;
}

const services = ['identity', 'organization', 'pin'] as const;

/** Guards that are found by how they are written: each is taken out by itself. */
const patterns: readonly [what: string, form: RegExp, put: string][] = [
  ['the gate', /this\.gate\.require\(/g, 'void ('],
  // The same mark that `@Public` leaves.
  [
    'the admission',
    /Requires\('[^']+'\)/g,
    "Reflect.metadata('portico:admission', { publicBecause: 'a planted fault' })",
  ],
];

export function faultsIn(platform: Platform): Fault[] {
  const found = services.flatMap((service) =>
    platform.files(`services/${service}`).flatMap((file) => collected(platform, service, file)),
  );
  return [...found, ...written(platform), ...inLibraries(platform)];
}

function collected(platform: Platform, service: ProcessName, file: string): Fault[] {
  const text = platform.read(file);
  const operations = [...text.matchAll(/(?:Command|Query)Handler\((\w+)\)/g)].map((match) => match[1] ?? '');
  return patterns.flatMap(([what, form, put]) =>
    [...text.matchAll(form)].map((match, at): Fault => {
      const spoilt = text.slice(0, match.index) + put + text.slice(match.index + match[0].length);
      return { what: `${what} ${at + 1} of ${file}`, file, spoilt, processes: [service], operations };
    }),
  );
}

function written(platform: Platform): Fault[] {
  return writtenFaults.map(({ process, path, ...fault }) => {
    const file = process === 'gateway' ? `gateway/dist/${path}` : `services/${process}/dist/${path}`;
    return {
      ...planted(platform, file, fault),
      processes: [process],
      operations: fault.operations ?? [],
      shows: fault.shows,
    };
  });
}

function inLibraries(platform: Platform): Fault[] {
  return libraryFaults.map(({ path, processes, ...fault }) => ({
    ...planted(platform, path, fault),
    processes,
    operations: fault.operations,
  }));
}

function planted(platform: Platform, file: string, { what, find, put }: { what: string; find: string; put: string }) {
  const text = platform.read(file);
  if (!text.includes(find)) throw new Error(`${file} has no ${find}: the fault "${what}" cannot be planted`);
  return { what: `${what} (${file})`, file, spoilt: text.replace(find, () => put) };
}
