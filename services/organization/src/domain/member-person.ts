import type { PersonState } from './member-state.js';

/** What is known of a person; what is absent is not known, or stays. */
export interface Known {
  readonly email?: string;
  readonly emailPrint?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly mobilePhone?: string;
  readonly businessPhone?: string;
}

const present = <T extends object>(known: T): T =>
  Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as T;

/** The person with what is newly known of them; the words that find them follow. */
export function personWith(person: PersonState, known: Known): PersonState {
  const next = { ...person, ...present(known) };
  const emailDomain = known.email?.split('@').at(-1) ?? person.emailDomain;
  return { ...next, emailDomain, words: wordsOf(next) };
}

/** Whether anything of it is new. */
export const tellsMore = (person: PersonState, known: Known): boolean =>
  Object.entries(present(known)).some(([name, value]) => person[name as keyof Known] !== value);

/** One spelling of what a search is compared with. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');

/** A search finds the beginning of the whole name, of each part of it, and of the address (MC-ADM-06). */
function wordsOf({ firstName = '', lastName = '', email = '' }: Known): string[] {
  const name = searchable(`${firstName} ${lastName}`);
  const parts = name.split(/[ \-']/);
  return [...new Set([name, ...parts, searchable(lastName), searchable(email)])].filter((word) => word !== '');
}
