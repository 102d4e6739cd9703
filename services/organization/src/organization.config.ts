import { Address, ProcessConfig, SecretKey } from '@portico/service';
import { IsString, MinLength } from 'class-validator';

/** What the organization service is told by its environment. */
export class OrganizationConfig extends ProcessConfig {
  @Address('mongodb', 'mongodb+srv') MONGODB_URI: string;
  @IsString() @MinLength(1) MONGODB_DATABASE: string;
  /** Prints tax ids, so that equal ones are found without being shown. */
  @SecretKey() HASH_KEY: string;
  /** Data keys of sealed fields, `id:base64,id:base64`, the active one first. */
  @IsString() @MinLength(1) FIELD_KEYS: string;
}
