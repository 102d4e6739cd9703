import { Injectable } from '@nestjs/common';
import { idFrom } from '@portico/kernel';
import { Users } from '../domain/users.js';
import { PasswordLinks } from './password-links.js';

/** Issues the link of a requested reset; for a name without an account there is nothing to do. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly users: Users,
    private readonly links: PasswordLinks,
  ) {}

  async issue(userId: string, request: string): Promise<void> {
    const user = await this.users.get(userId);
    if (!user) return;
    this.links.issue(user, 'reset-password', idFrom('reset-link', userId, request));
    if (user.recorded.length > 0) await this.users.save(user);
  }
}
