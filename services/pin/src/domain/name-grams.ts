const runs = (text: string, length: number): string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));

/** Every run of two and of three letters in a name: an index of them finds names by any part. */
export const gramsOf = (name: string): string[] => [...new Set([...runs(name, 2), ...runs(name, 3)])];

/** The runs that every name with this part in it has, too; none for a single letter, which hardly leaves a name out. */
export const gramsIn = (part: string): string[] => [...new Set(part.length > 2 ? runs(part, 3) : runs(part, 2))];
