import { idFrom } from '@portico/kernel';
import { testCrypto } from '@portico/mongo/testing';
import { KeyedSecrets } from '../src/adapters/keyed.secrets.js';
import type { Membership } from '../src/domain/membership.js';
import { Session, type SessionStart } from '../src/domain/session.js';
import { type LinkIssue, type NewPassword, type Person, User } from '../src/domain/user.js';
import { userIdOf } from '../src/use-cases/user-id.js';

export const now = new Date('2026-11-22T18:00:00Z');

export const minutesLater = (minutes: number, from = now): Date => new Date(from.getTime() + minutes * 60_000);

const email = 'maria.lopez@sunrise-clinic.example';

export const secrets = new KeyedSecrets(Buffer.alloc(32, 3).toString('base64'), testCrypto);

export const userId = userIdOf(email, secrets);

export const aPerson = (change: Partial<Person> = {}): Person => ({
  id: userId,
  email,
  firstName: 'Maria',
  lastName: 'Lopez',
  mobilePhone: '+19165550142',
  roles: [],
  program: 'test-plan',
  ...change,
});

export const aMembership = (change: Partial<Membership> = {}): Membership => ({
  organizationId: idFrom('organization', 'sunrise'),
  memberId: idFrom('member', 'sunrise', 'maria'),
  name: 'Sunrise Clinic',
  program: 'test-plan',
  kinds: ['provider'],
  orgRole: 'admin',
  status: 'active',
  ...change,
});

export const anotherMembership = (change: Partial<Membership> = {}): Membership =>
  aMembership({
    organizationId: idFrom('organization', 'harbor'),
    memberId: idFrom('member', 'harbor', 'maria'),
    name: 'Harbor Billing',
    kinds: ['submitter'],
    ...change,
  });

export const aLinkIssue = (change: Partial<LinkIssue> = {}): LinkIssue => ({
  id: idFrom('link', 'first'),
  purpose: 'set-password',
  salt: 'salt',
  tokenHash: 'hash-of-first',
  lifetime: 'PT30M',
  at: now,
  ...change,
});

export const aNewPassword = (change: Partial<NewPassword> = {}): NewPassword => ({
  linkId: aLinkIssue().id,
  opening: 'opening',
  hashes: { exact: 'exact', canonical: 'canonical' },
  remembered: 5,
  at: now,
  ...change,
});

/** An account whose password is of this moment. */
export const withPasswordOf = (setAt: Date): User =>
  new User({
    ...aPerson(),
    credentials: { exact: 'exact', canonical: 'canonical', setAt },
    history: [],
    links: [],
    memberships: [],
    notices: [],
  });

/** As it comes back from the store: the same state, nothing recorded. */
export const stored = ({ state, version }: User): User => new User(state, version + 1);

export const storedSession = ({ state, version }: Session): Session => new Session(state, version + 1);

export const aSessionStart = (change: Partial<SessionStart> = {}): SessionStart => ({
  id: idFrom('session', 'first'),
  user: { userId, roles: [], program: 'test-plan', passwordSetAt: now },
  token: { salt: 'salt', tokenHash: 'hash-of-session' },
  limits: { idle: 'PT15M', absolute: 'PT12H' },
  client: { address: '127.0.0.1', userAgent: 'a browser' },
  at: now,
  ...change,
});

export const aSession = (change: Partial<SessionStart> = {}): Session =>
  storedSession(Session.start(aSessionStart(change)));
