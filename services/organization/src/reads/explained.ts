import { partsOfActions } from '@portico/access';
import type { FactView, RefusedFact } from '@portico/contracts';
import type { Program, Programs } from '@portico/program';

/** Who and what an explanation names, in words. */
export interface Names {
  program: Program;
  organization: string;
  /** The person whom it is about. */
  name: string;
  /** Members by id. */
  people: ReadonlyMap<string, string>;
  /** Org Admins: who can change what an organization gave. */
  admins: readonly string[];
  /** Providers by NPI. */
  providers: ReadonlyMap<string, string>;
}

export interface Asked {
  action: string;
  npi?: string;
  type?: string;
}

type Values = Record<string, unknown>;

/** What is so for everybody who asks at all. */
const selfEvident = ['signed-in', 'organization-in-view'];
/** Facts whose instant is a limit, not when they were set. */
const limits = ['npi-level-not-yet', 'npi-level-ended', 'member-lapsed'];
/** What the contract has room for. */
const longest = { text: 500, changedBy: 300, summary: 1_000 };

/** A decision in sentences that a help desk can read out, in one language. */
export class Explained {
  constructor(
    private readonly programs: Programs,
    private readonly names: Names,
    private readonly language?: string,
  ) {}

  summary(allowed: boolean, { action, npi, type }: Asked): string {
    const words = this.#text(`action.${action}`) ?? this.#say('action.other', { action });
    const values = { action: words, part: this.#part({ action, npi, type }) };
    return this.#say(allowed ? 'allowed' : 'denied', values).slice(0, longest.summary);
  }

  because(facts: readonly RefusedFact[]): FactView[] {
    return facts.filter(({ kind }) => !selfEvident.includes(kind)).map((fact) => this.#view(fact));
  }

  #view(fact: RefusedFact): FactView {
    const { kind, by, at } = fact;
    const text = this.#ofFact(fact) ?? this.#say('fact.other', { kind });
    const change = changeOf(fact);
    const changedBy = change && this.#say(`change.${change}`).slice(0, longest.changedBy);
    const setter = by !== undefined && this.names.people.has(by) ? { by } : {};
    return { kind, text: text.slice(0, longest.text), ...setter, at, changedBy };
  }

  /** What a rule refused is said as it was said to the person. */
  #ofFact(fact: RefusedFact): string | undefined {
    const { kind, about = '' } = fact;
    if (kind === 'refused') return this.programs.text(this.names.program.id, about, this.language);
    return this.#text(`fact.${keyOf(fact)}`, this.#valuesOf(fact));
  }

  #valuesOf(fact: RefusedFact): Values {
    const { source, about = '', at } = fact;
    const [npi = '', word = ''] = /^\d{10}/.test(about) ? about.split(' ') : ['', about];
    const level = source.startsWith('policy:') ? source.slice(source.lastIndexOf('.') + 1) : word;
    return { npi, ...this.#namesOf(npi, word), level: this.#text(`level.${level}`) ?? level, at, set: this.#set(fact) };
  }

  #set({ kind, by, at }: RefusedFact): string {
    if (by === undefined || at === undefined || limits.includes(kind)) return '';
    const isOurs = /^[a-z]+$/.test(by);
    const setter = this.names.people.get(by) ?? this.#say(isOurs ? 'by-portal' : 'someone');
    return this.#say('set-by', { by: setter, at });
  }

  #part({ action, npi, type }: Asked): string {
    if (npi === undefined) return isOfParts(action) ? this.#say('part.any') : '';
    const values = { npi, ...this.#namesOf(npi, type ?? '') };
    return this.#say(type === undefined ? 'part.npi' : 'part.type', values);
  }

  #namesOf(npi: string, type: string): Values {
    const { program, providers } = this.names;
    const known = program.correspondenceTypes.find(({ id }) => id === type);
    return { provider: providers.get(npi) ?? '–', type: known?.name ?? type };
  }

  #say(key: string, values: Values = {}): string {
    return this.#text(key, values) ?? key;
  }

  #text(key: string, values: Values = {}): string | undefined {
    const { program, organization, name, admins } = this.names;
    const known = { organization, name, program: program.name, admins: admins.join(', ') };
    return this.programs.text(program.id, `explain.${key}`, this.language, { ...known, ...values });
  }
}

const isOfParts = (action: string): boolean => (partsOfActions.get(action) ?? 'organization') !== 'organization';

/** The text of a fact; one of the same kind may have two. */
function keyOf({ kind, source, about }: RefusedFact): string {
  if (kind === 'member-inactive') return about === 'invited' ? 'member-invited' : 'member-deactivated';
  if (kind === 'policy') return source.startsWith('policy:npi') ? 'policy.npi' : 'policy.organization';
  return kind;
}

/** Who can make it otherwise: the text that says so. */
function changeOf({ kind, source, about }: RefusedFact): string | undefined {
  if (kind === 'member-inactive' && about === 'invited') return 'invitation';
  if (source === 'membership') return 'reactivation';
  if (source.endsWith('-permission') || source.endsWith('-permissions')) return 'admin';
  return source.startsWith('policy:') || source === 'npis' ? 'authority' : undefined;
}
