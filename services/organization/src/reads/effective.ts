import {
  correspondenceActions,
  memberActions,
  memberOf,
  npiActions,
  organizationActions,
  Rights,
  type Standing,
} from '@portico/access';
import type { EffectiveNpiView, NpiLevel, NpiOnFile } from '@portico/contracts';
import type { Gate, Program } from '@portico/program';

/** What decides about a member: what they were given, on which NPIs the organization holds, by which program. */
export interface Holding {
  standing: Standing;
  npis: readonly Pick<NpiOnFile, 'npi' | 'providerName'>[];
  program: Program;
  gate: Gate;
  at: Date;
}

/** What a member may do at this instant, everything taken into account; of an Org Admin on every NPI (MC-REG-13, D-07). */
export class Effective {
  readonly #rights: Rights;
  readonly #isIdle: boolean;

  constructor(private readonly holding: Holding) {
    this.#rights = Rights.of(holding.standing);
    this.#isIdle = this.#rights.whyIdleAt(holding.at.getTime()) !== undefined;
  }

  /** Across the organization. */
  get actions(): string[] {
    return organizationActions.filter((action) => this.#may(action, {}));
  }

  /** Across the organization or on any part of it. */
  get anywhere(): string[] {
    return memberActions.filter((action) => this.#may(action, { anyPart: true }));
  }

  /** Those on which anything is allowed. */
  get npis(): EffectiveNpiView[] {
    const all = this.#isIdle ? [] : this.holding.npis.map((each) => this.#npi(each));
    return all.filter(({ actions, level }) => actions.length > 0 || level !== 'none');
  }

  /** Correspondence types that are granted on any NPI. */
  get types(): string[] {
    const held = new Set(this.npis.flatMap(({ types }) => types));
    return this.holding.program.correspondenceTypes.map(({ id }) => id).filter((id) => held.has(id));
  }

  #npi({ npi, providerName }: Pick<NpiOnFile, 'npi' | 'providerName'>): EffectiveNpiView {
    const onNpi = npiActions.filter((action) => this.#may(action, { npi }));
    const onTypes = correspondenceActions.filter((action) => this.#may(action, { npi, anyPart: true }));
    const types = onTypes.length > 0 ? this.#types(npi) : [];
    return { npi, providerName, ...this.#level(npi), types, actions: [...onNpi, ...onTypes] };
  }

  #types(npi: string): string[] {
    if (this.#isAdmin) return this.holding.program.correspondenceTypes.map(({ id }) => id);
    return this.#rights.typesOn(npi).flatMap(({ types }) => types);
  }

  #level(npi: string): { level: NpiLevel; from?: string; to?: string } {
    if (this.#isAdmin) return { level: 'admin' };
    const at = this.holding.at.getTime();
    const grant = this.#rights.levelsOn(npi).find((held) => held.whyNotAt(at) === undefined)?.grant;
    return grant ? { level: grant.level, from: grant.from, to: grant.to } : { level: 'none' };
  }

  get #isAdmin(): boolean {
    return this.holding.standing.orgRole === 'admin';
  }

  #may(action: string, part: { npi?: string; anyPart?: boolean }): boolean {
    const { gate, standing } = this.holding;
    return gate.may(memberOf(standing), this.#rights, action, part);
  }
}
