// Small edits of TypeScript source whose form the repository's laws fix.

const importLine = (from) => new RegExp(`import \\{([^}]*)\\} from '${from.replaceAll('.', '\\.')}';\\n`);
const bare = (name) => name.replace(/^type /, '');
const sorted = (names) => names.sort((one, other) => (bare(one).toLowerCase() < bare(other).toLowerCase() ? -1 : 1));

/** The source with `name` imported from `from`, once. */
export function withImport(source, name, from) {
  const present = importLine(from).exec(source);
  if (!present) return `import { ${name} } from '${from}';\n${source}`;
  const names = present[1]
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (names.includes(name)) return source;
  return source.replace(present[0], `import { ${sorted([...names, name]).join(', ')} } from '${from}';\n`);
}

/** The source with `entry` in the array constant `list`. */
export function withEntry(source, list, entry) {
  const array = new RegExp(`(const ${list}\\b[^=]*= \\[)([^\\]]*)\\]`).exec(source);
  if (!array) throw new Error(`The module has no list \`const ${list} = [...]\` to put ${entry} in.`);
  const entries = array[2]
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return source.replace(array[0], `${array[1]}${[...entries, entry].join(', ')}]`);
}

/** Imports first: a new one goes below the last that is there. */
export function withImportBelow(source, line) {
  const last = [...source.matchAll(/^(?:import [^;]*|\} from '[^']+');\n/gm)].at(-1);
  const place = last ? last.index + last[0].length : 0;
  return source.slice(0, place) + line + source.slice(place);
}
