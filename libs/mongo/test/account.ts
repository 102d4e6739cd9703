import { Aggregate, newId, refusal, system } from '@portico/kernel';
import { type WorkContext, within } from '@portico/service';
import type { StoreSpec } from '../src/index.js';

export class AccountRaised {
  static readonly type = 'portico.test.account-raised.v1';
  static readonly subject = 'test.event.account-raised.v1';
  accountId: string;
  to: number;
}

export interface AccountState {
  id: string;
  email: string;
  total: number;
  openedAt: Date;
  phone?: string;
  note?: string;
  links?: Record<string, { phone: string; uses: number }>;
  contacts?: { name: string; phone?: string }[];
}

export interface AccountEvent {
  type: 'Raised';
  to: number;
}

export const emailTaken = refusal('conflict', 'email-taken', 'This address is in use.');

export class Account extends Aggregate<AccountState, AccountEvent> {
  raise(times = 1): void {
    for (let time = 0; time < times; time += 1) {
      const total = this.state.total + 1;
      this.become({ total }, { type: 'Raised', to: total });
    }
  }

  alter(change: Partial<AccountState>): void {
    this.become(change);
  }
}

export const accountSpec = (collection: string): StoreSpec<Account, AccountState, AccountEvent> => ({
  collection,
  restore: (state, version) => new Account(state, version),
  publish: ({ to }, { id }) => [{ type: AccountRaised, data: { accountId: id, to } }],
  codec: { encrypt: ['phone', 'links.*.phone', 'contacts.phone'], hash: { phoneHash: 'phone' } },
  indexes: [
    { name: `${collection}-email`, key: { email: 1 }, unique: true, refusal: emailTaken },
    { name: `${collection}-phone-hash`, key: { phoneHash: 1 }, sparse: true },
  ],
});

export function anAccount(about: Partial<AccountState> = {}): Account {
  const id = newId();
  return new Account({ id, email: `${id}@clinic.example`, total: 0, openedAt: new Date(1_700_000_000_000), ...about });
}

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };

/** Work under a command, as messaging would run it. */
export function commanded<T>(id: string, work: () => T, bodyHash = 'body'): T {
  const context: WorkContext = {
    actor: system('test'),
    trace,
    command: { id, bodyHash },
    deadline: performance.now() + 50_000,
  };
  return within(context, work);
}
