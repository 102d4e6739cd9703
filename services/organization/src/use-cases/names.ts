import { Injectable } from '@nestjs/common';
import { AlreadyHandled } from '@portico/service';
import { EmailPrints } from '../domain/email-prints.js';
import { Members } from '../domain/members.js';
import { People, type Person } from './people.js';

/** Members are called as their accounts are; identity is asked, for no fact tells a name. */
@Injectable()
export class Names {
  constructor(
    private readonly members: Members,
    private readonly people: People,
    private readonly prints: EmailPrints,
  ) {}

  /** In every organization that the account is a member of; answers the ids of their documents. */
  async follow(userId: string): Promise<string[]> {
    const ids = await this.members.idsOfUser(userId);
    const person = ids.length > 0 ? await this.people.get(userId) : undefined;
    for (const id of person ? ids : []) await this.rename(id, person as Person);
    return ids;
  }

  /** One that was renamed by this very event is passed over. */
  private async rename(id: string, person: Person): Promise<void> {
    const member = await this.members.get(id).catch(unlessHandled);
    if (!member) return;
    const { email, firstName, lastName } = person;
    const mobilePhone = member.state.mobilePhone ?? person.mobilePhone;
    member.rename({ email, firstName, lastName, mobilePhone, emailPrint: this.prints.of(email) });
    if (member.hasChanged) await this.members.save(member);
  }
}

function unlessHandled(error: unknown): undefined {
  if (!(error instanceof AlreadyHandled)) throw error;
}
