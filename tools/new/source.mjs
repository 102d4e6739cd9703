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

/** The source with `entry` first in the array constant `list`; nothing when there is no such list. */
export function withEntry(source, list, entry) {
  const head = new RegExp(`const ${list}\\b[^=]*= \\[`).exec(source)?.[0];
  return head && source.replace(head, `${head}${entry}, `);
}

/** Imports first: a new one goes below the last that is there. */
export function withImportBelow(source, line) {
  const last = [...source.matchAll(/^(?:import [^;]*|\} from '[^']+');\n/gm)].at(-1);
  const place = last ? last.index + last[0].length : 0;
  return source.slice(0, place) + line + source.slice(place);
}
