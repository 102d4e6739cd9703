interface Wish {
  tag: string;
  weight: number;
}

/** At most this many wishes of one header are looked at. */
const mostWishes = 20;

/** The best of `offered` for an Accept-Language value (RFC 9110, by primary subtag); the first offered when none fits. */
export function bestLanguage(offered: readonly string[], accepted = ''): string {
  for (const { tag } of wishes(accepted)) {
    const match = tag === '*' ? offered[0] : offered.find((language) => language === tag);
    if (match !== undefined) return match;
  }
  return offered[0] ?? 'en';
}

function wishes(header: string): Wish[] {
  const all = header.split(',', mostWishes).map(wish);
  return all.filter(({ tag, weight }) => tag !== '' && weight > 0).sort((a, b) => b.weight - a.weight);
}

function wish(entry: string): Wish {
  const [range = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { tag: range.split('-')[0] ?? '', weight: Number.isFinite(weight) ? weight : 0 };
}
