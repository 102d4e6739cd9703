interface KnownPath {
  form: RegExp;
  methods: Set<string>;
}

/** Which methods each address knows: tells a wrong method (405) from a wrong address (404). */
export class KnownPaths {
  readonly #paths = new Map<string, KnownPath>();

  add(pattern: string, methods: string | string[]): void {
    const path = this.#paths.get(pattern) ?? { form: formOf(pattern), methods: new Set<string>() };
    for (const method of [methods].flat()) path.methods.add(method);
    this.#paths.set(pattern, path);
  }

  /** The methods that a concrete path knows, as `Allow` lists them; nothing for an unknown path. */
  allowed(path: string): string | undefined {
    const found = [...this.#paths.values()].filter(({ form }) => form.test(path));
    const methods = new Set(found.flatMap(({ methods: known }) => [...known]));
    return methods.size === 0 ? undefined : [...methods].sort().join(', ');
  }
}

const formOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`);
