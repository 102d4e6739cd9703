/** The blocks of a rendered letter, which blank lines part: its title, then its paragraphs. */
export function letterParts(text: string): { title: string; paragraphs: string[] } {
  const [title = '', ...paragraphs] = text
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '');
  return { title, paragraphs };
}
