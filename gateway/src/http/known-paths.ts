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

  /** The methods that a concrete path knows, in order; none for an unknown path. */
  methodsOf(path: string): string[] {
    const found = [...this.#paths.values()].filter(({ form }) => form.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

const formOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`);
