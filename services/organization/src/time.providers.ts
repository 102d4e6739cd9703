import type { Provider } from '@nestjs/common';
import { MongoTimedMembers } from './adapters/mongo.timed-members.js';
import { TimedMembers } from './domain/timed-members.js';
import { FindDueMembers } from './jobs/find-due-members.js';
import { PassTime } from './jobs/pass-time.js';
import { Keepers } from './use-cases/keepers.js';
import { LetTimePass } from './use-cases/let-time-pass.js';
import { OnSessionOrganizationChosen } from './use-cases/on-session-organization-chosen.js';
import { OnSessionStarted } from './use-cases/on-session-started.js';
import { SignIns } from './use-cases/sign-ins.js';

/** What time does to memberships: warnings, ends, notices of limited levels, and what keeps them from ending. */
export const timeProviders: Provider[] = [
  ...[OnSessionOrganizationChosen, OnSessionStarted],
  ...[FindDueMembers, PassTime],
  ...[Keepers, LetTimePass, SignIns],
  { provide: TimedMembers, useClass: MongoTimedMembers },
];
