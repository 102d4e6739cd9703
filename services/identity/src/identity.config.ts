import type { DeliveryConfig } from '@portico/delivery';
import { Address, ProcessConfig, SecretKey, WholeNumber } from '@portico/service';
import { IsIn, IsOptional, IsString, MinLength } from 'class-validator';

/** What identity is told by its environment. */
export class IdentityConfig extends ProcessConfig implements DeliveryConfig {
  @Address('mongodb', 'mongodb+srv') MONGODB_URI: string;
  @IsString() @MinLength(1) MONGODB_DATABASE: string;
  @Address('redis', 'rediss') REDIS_URL: string;
  @IsString() @MinLength(1) REDIS_PREFIX: string = 'portico';
  /** Hashes what is looked up but not kept: tokens, links, passcodes; shared with the gateway for session tokens. */
  @SecretKey() HASH_KEY: string;
  /** Data keys of sealed fields: `<active key id>` and the keys by id. */
  @IsString() @MinLength(1) FIELD_KEYS: string;
  /** What the tokens of letters, links and flows are derived from, so that none is ever stored. */
  @SecretKey() DERIVE_KEY: string;
  @SecretKey() PASSWORD_PEPPER: string;
  /** Slow hashes computed at the same time; absent: one a core, with a thread left for other work. */
  @IsOptional() @WholeNumber() PASSWORD_HASHES?: number;
  /** Whose numbers hold for the platform as a whole: for sign-in names, and for staff. */
  @IsString() @MinLength(1) DEFAULT_PROGRAM: string = 'medi-cal';
  /** Where people reach the portal: every mailed link begins with it. */
  @Address('http', 'https') PUBLIC_BASE_URL: string;
  @IsOptional() @Address('smtp', 'smtps') SMTP_URL?: string;
  @IsString() @MinLength(3) MAIL_FROM: string;
  @IsIn(['box', 'twilio']) PASSCODE_SENDER: 'box' | 'twilio' = 'twilio';
  @IsOptional() @IsString() TWILIO_ACCOUNT_SID?: string;
  @IsOptional() @IsString() TWILIO_AUTH_TOKEN?: string;
  @IsOptional() @IsString() TWILIO_FROM?: string;
  @IsString() @MinLength(1) LETTERS_DIR: string;
  @IsOptional() @IsString() DEV_BOX_DIR?: string;
}
