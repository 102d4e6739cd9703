import { type FieldFault, Refusal } from '@portico/kernel';
import { normalized, squeezed } from './password-similarity.js';

/** The numbers and switches of a program by which a password is judged. */
export interface PasswordRules {
  readonly minLength: number;
  readonly maxLength: number;
  readonly uppercase: number;
  readonly lowercase: number;
  readonly digits: number;
  readonly special: number;
  readonly history: number;
  readonly refuseSimilar: boolean;
  readonly refuseBreached: boolean;
  readonly refuseContext: boolean;
  readonly minScore?: number;
}

export type PasswordRule =
  | 'minLength'
  | 'maxLength'
  | 'characters'
  | 'uppercase'
  | 'lowercase'
  | 'digit'
  | 'special'
  | 'context'
  | 'breached'
  | 'score'
  | 'history'
  | 'similar';

/** What can only be found outside the password itself. */
export interface PasswordFindings {
  /** Words that name the person, their organizations or the program. */
  readonly context: readonly string[];
  readonly isBreached: boolean;
  /** 0 to 4; absent where the program does not ask. */
  readonly score?: number;
}

const messages: Record<PasswordRule, (rules: PasswordRules) => string> = {
  minLength: ({ minLength }) => `Use at least ${minLength} characters.`,
  maxLength: ({ maxLength }) => `Use at most ${maxLength} characters.`,
  characters: () => 'Use letters, digits, punctuation and spaces only.',
  uppercase: ({ uppercase }) => `Use at least ${uppercase} uppercase letter${plural(uppercase)}.`,
  lowercase: ({ lowercase }) => `Use at least ${lowercase} lowercase letter${plural(lowercase)}.`,
  digit: ({ digits }) => `Use at least ${digits} number${plural(digits)}.`,
  special: ({ special }) => `Use at least ${special} special character${plural(special)}.`,
  context: () => 'Do not use your name, your email address, or the name of your organization or of this portal.',
  breached: () => 'This password is known from data breaches. Choose another one.',
  score: () => 'This password is too easy to guess. Choose a longer or less usual one.',
  history: ({ history }) => `Do not use one of your last ${history} passwords.`,
  similar: ({ history }) => `Do not use a password that is similar to one of your last ${history}.`,
};

const plural = (count: number): string => (count === 1 ? '' : 's');

/** One refusal that names every rule which the password does not meet (MC-PWD-02). */
export function passwordRefused(unmet: readonly PasswordRule[], rules: PasswordRules): Refusal {
  const errors = unmet.map<FieldFault>((code) => ({ pointer: '/password', code, message: messages[code](rules) }));
  return new Refusal('invalid', 'password-policy', 'This password does not meet the password criteria.', { errors });
}

const count = (text: string, form: RegExp): number => text.match(form)?.length ?? 0;
const length = (text: string): number => [...text].length;

/** Control characters, code points without a meaning, halves of surrogate pairs. */
const unusable = /[\p{Cc}\p{Cn}\p{Cs}]/u;
/** ASCII punctuation, all of it (D-15). */
const punctuation = /[!-/:-@[-`{-~]/g;

/** Every rule that the password alone, or with what was found about it, does not meet. Nothing is cut off. */
export function unmetRules(password: string, rules: PasswordRules, found: PasswordFindings): PasswordRule[] {
  const text = normalized(password);
  const broken: Partial<Record<PasswordRule, boolean>> = {
    minLength: Math.min(length(password), length(text)) < rules.minLength,
    maxLength: length(text) > rules.maxLength,
    characters: unusable.test(text),
    uppercase: count(text, /\p{Lu}/gu) < rules.uppercase,
    lowercase: count(text, /\p{Ll}/gu) < rules.lowercase,
    digit: count(text, /\p{Nd}/gu) < rules.digits,
    special: count(text, punctuation) < rules.special,
    context: rules.refuseContext && names(text, found.context),
    breached: rules.refuseBreached && found.isBreached,
    score: rules.minScore !== undefined && (found.score ?? rules.minScore) < rules.minScore,
  };
  return (Object.keys(broken) as PasswordRule[]).filter((rule) => broken[rule]);
}

/** Shorter words stand in too many passwords by chance. */
const shortestWord = 4;

/** So usual in names of organizations that they name none. */
const usualWords = new Set(
  'associates care center centre clinic community corporation county family group health healthcare hospital medical physicians services'
    .split(' ')
    .map(squeezed),
);

const names = (password: string, context: readonly string[]): boolean => {
  const text = squeezed(password);
  return context.some((word) => text.includes(word));
};

export interface PasswordOwner {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** What a password must not contain: names of the person, their organizations and the program (MC-PWD-09). */
export function contextWords(
  owner: PasswordOwner,
  organizations: readonly string[],
  programs: readonly string[],
): string[] {
  const [localPart = ''] = owner.email.split('@');
  const personal = [localPart, owner.firstName, owner.lastName];
  const pieces = personal.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u)).map(squeezed);
  const titles = [...organizations, ...programs].flatMap((name) => name.split(/\s+/u)).map(squeezed);
  const whole = [...personal, ...organizations, ...programs].map(squeezed);
  const words = [...whole, ...pieces, ...titles.filter((word) => !usualWords.has(word))];
  return [...new Set(words)].filter((word) => length(word) >= shortestWord);
}
