import type { Type } from '@nestjs/common';
import { Dashboard } from './dashboard.js';
import { Login } from './login.js';
import { Me } from './me.js';
import { Organizations } from './organizations.js';
import { PasswordLinks } from './password-links.js';
import { PasswordResets } from './password-resets.js';
import { Programs } from './programs.js';
import { RegistrationTokens } from './registration-tokens.js';
import { Registrations } from './registrations.js';
import { Session } from './session.js';

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
  Dashboard,
  Programs,
];
