import { Flag, Instant, OneOf, Pattern, Text } from '../fields.js';
import { Command, Query } from '../message.js';
import { SessionView } from '../identity/account.views.js';
import { ClockView, DashboardView, OutboxView, PasswordPolicyView, ProgramView } from './views.js';

// What the gateway answers by itself: these have no subject, for no service hears of them.

/** The session that asks, from its live copy. */
export class GetSession extends Query<SessionView> {
  static readonly result = SessionView;
}

/** The homepage of the organization in view (MC-HOM-01). */
export class GetDashboard extends Query<DashboardView> {
  static readonly result = DashboardView;
}

export class GetPasswordPolicy extends Query<PasswordPolicyView> {
  static readonly result = PasswordPolicyView;
  @Text(40, { example: 'medi-cal' }) program: string;
}

export class GetProgram extends Query<ProgramView> {
  static readonly result = ProgramView;
  @Text(40, { example: 'medi-cal' }) program: string;
}

/** What was sent to people, newest first; development only. */
export class GetOutbox extends Query<OutboxView> {
  static readonly result = OutboxView;
  @OneOf(['mail', 'sms', 'voice', 'letter'], { optional: true }) kind?: 'mail' | 'sms' | 'voice' | 'letter';
  @Text(300, { optional: true }) to?: string;
  @Text(100, { optional: true }) about?: string;
}

/** Moves the clock of every process; development only. Exactly one of the three. */
export class MoveClock extends Command<ClockView> {
  static readonly result = ClockView;
  @Pattern(/^-?P(?!$)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?(T(?=\d)(\d{1,6}H)?(\d{1,6}M)?(\d{1,8}S)?)?$/, {
    optional: true,
    description: 'An ISO 8601 duration.',
    example: 'P30D',
  })
  advance?: string;
  @Instant({ optional: true }) set?: string;
  @Flag({ optional: true }) reset?: boolean;
}
