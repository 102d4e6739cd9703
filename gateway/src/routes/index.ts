import type { Type } from '@nestjs/common';
import { AccessRequests } from './access-requests.js';
import { Dashboard } from './dashboard.js';
import { Login } from './login.js';
import { Me } from './me.js';
import { Npis } from './npis.js';
import { OrganizationNpis } from './organization-npis.js';
import { Organizations } from './organizations.js';
import { PasswordLinks } from './password-links.js';
import { PasswordResets } from './password-resets.js';
import { Permissions } from './permissions.js';
import { Programs } from './programs.js';
import { RegistrationTokens } from './registration-tokens.js';
import { Registrations } from './registrations.js';
import { Session } from './session.js';
import { Users } from './users.js';

/** The routes of the contract. */
export const routeControllers: Type[] = [
  RegistrationTokens,
  Registrations,
  PasswordLinks,
  PasswordResets,
  Login,
  Session,
  Me,
  Organizations,
  Users,
  AccessRequests,
  Permissions,
  Npis,
  OrganizationNpis,
  Dashboard,
  Programs,
];
