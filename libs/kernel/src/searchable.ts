const marks = /\p{M}/gu;
const gaps = /\s+/g;

/** Text as it is searched for: lower case, without accents, single spaces. What is kept and what is typed go through it. */
export const searchable = (text: string): string =>
  text.normalize('NFD').replace(marks, '').toLowerCase().replace(gaps, ' ').trim();
