import type { Actor } from '@portico/kernel';
import type { Driver } from '../journeys/driver.js';
import type { Person } from '../journeys/people.js';
import { must, type Team } from '../journeys/team.js';

/** How one role comes through each door: a bearer over HTTP, a claim on the bus. */
export interface Player {
  bearer?: string;
  actor: Actor;
  /** Who signs in again when a session is to be spent, and with which organization in view. */
  person?: Person;
  organizationId?: string;
}

interface SessionState extends Omit<Actor, 'kind'> {
  id: string;
  orgRole?: string;
}

/** The claim that the edge would make of this session. */
export async function actorOf(driver: Driver, bearer: string): Promise<Actor> {
  const state = must(await driver.get<SessionState>('/session', bearer), 200, 'the session');
  const { userId, roles, organizationId, memberId, program, authenticatedAt, passcodeAt } = state;
  const view = { organizationId, memberId, program, authenticatedAt, passcodeAt };
  return { kind: 'user', userId, roles, sessionId: state.id, ...view };
}

/** Signed in with this organization in view, and with a fresh passcode unless told otherwise. */
export async function playerOf(team: Team, person: Person, isFresh = true): Promise<Player> {
  const { driver, organizationId } = team;
  const session = await team.signIn(person);
  const bearer = isFresh ? await team.strengthen({ person, session }) : session;
  return { bearer, actor: await actorOf(driver, bearer), person, organizationId };
}

/** Signed in without having chosen among their organizations. */
export async function undecided(driver: Driver, person: Person): Promise<Player> {
  const { sessionToken: bearer } = must(await driver.signIn(person), 200, 'the sign-in');
  return { bearer, actor: await actorOf(driver, bearer), person };
}

/** A session of this player's own, which a probe may end. */
export async function spare(driver: Driver, { person, organizationId, bearer }: Player): Promise<string | undefined> {
  if (person === undefined) return bearer;
  const { sessionToken } = must(await driver.signIn(person), 200, 'the spare sign-in');
  const body = { organizationId };
  if (organizationId !== undefined)
    must(await driver.ask('/session/organization', { method: 'PUT', body, bearer: sessionToken }), 200, 'the choice');
  return sessionToken;
}
