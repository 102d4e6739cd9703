import { Injectable } from '@nestjs/common';
import { BlockedPasswords, Programs } from '@portico/program';
import { PasswordHasher, type SlowHashes } from '../domain/password-hasher.js';
import {
  contextWords,
  type PasswordFindings,
  passwordRefused,
  type PasswordRule,
  type PasswordRules,
  unmetRules,
} from '../domain/password-policy.js';
import { canonicalForm } from '../domain/password-similarity.js';
import { PasswordStrength } from '../domain/password-strength.js';
import type { PasswordHashes, User } from '../domain/user.js';

/** Judges new passwords by the rules of the person's home program, the same for every way of setting one (MC-PWD-06). */
@Injectable()
export class NewPasswords {
  constructor(
    private readonly programs: Programs,
    private readonly hasher: PasswordHasher,
    private readonly blocked: BlockedPasswords,
    private readonly strength: PasswordStrength,
  ) {}

  /** The hashes of a password that meets every rule; a refusal that lists each unmet one otherwise. */
  accepted(user: User, password: string): Promise<PasswordHashes> {
    const { password: rules } = this.programs.get(user.state.program);
    return this.hasher.admit('change', async (hashes) => {
      const unmet = unmetRules(password, rules, this.findings(user, password, rules));
      const repeated = await repetition(password, user.recentPasswords(rules.history), hashes);
      if (repeated === 'history' || (repeated === 'similar' && rules.refuseSimilar)) unmet.push(repeated);
      if (unmet.length > 0) throw passwordRefused(unmet, rules);
      return { exact: await hashes.hash(password), canonical: await hashes.hash(canonicalForm(password)) };
    });
  }

  private findings(user: User, password: string, rules: PasswordRules): PasswordFindings {
    const { program, memberships } = user.state;
    const { id, name } = this.programs.get(program);
    const organizations = memberships.map((membership) => membership.name);
    const context = contextWords(user.state, organizations, [id, name]);
    const score = rules.minScore === undefined ? undefined : this.strength.score(password, context);
    return { context, isBreached: this.blocked.has(password), score };
  }
}

/** The worst that a recent password has in common with this one; slow, as every comparison of passwords (MC-PWD-04, MC-PWD-05). */
async function repetition(
  password: string,
  recent: readonly PasswordHashes[],
  hashes: SlowHashes,
): Promise<PasswordRule | undefined> {
  for (const { exact } of recent) if (await hashes.verify(exact, password)) return 'history';
  const stem = canonicalForm(password);
  for (const { canonical } of recent) if (await hashes.verify(canonical, stem)) return 'similar';
  return undefined;
}
