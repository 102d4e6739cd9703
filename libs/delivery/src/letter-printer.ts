export interface Letter {
  /** Names the file; a letter printed again replaces itself. */
  id: string;
  to: { name: string; lines: string[] };
  title: string;
  paragraphs: string[];
  /** The token that the letter carries, for the development box only. */
  secret?: string;
  about: string;
  /** BCP 47. */
  language: string;
  /** Who sends it; printed above the title. */
  sender?: string;
  /** The paragraph that is exactly this is printed large and evenly spaced: the token. */
  highlight?: string;
}

/** Prints a letter for the post. */
export abstract class LetterPrinter {
  abstract print(letter: Letter): Promise<void>;
}
