import { Address, ProcessConfig, SecretKey } from '@portico/service';
import { IsString, Matches, MinLength } from 'class-validator';

/** What the organization service is told by its environment. */
export class OrganizationConfig extends ProcessConfig {
  @Address('mongodb', 'mongodb+srv') MONGODB_URI: string;
  @IsString() @MinLength(1) MONGODB_DATABASE: string;
  @Address('redis', 'rediss') REDIS_URL: string;
  @IsString() @MinLength(1) REDIS_PREFIX: string = 'portico';
  /** Prints tax ids, so that equal ones are found without being shown. */
  @SecretKey() HASH_KEY: string;
  /** Data keys of sealed fields, `id:base64,id:base64`, the active one first. */
  @IsString() @MinLength(1) FIELD_KEYS: string;
  /** Ed25519 private key, JWK with `kid` as JSON: signs the daily heads of audit chains. */
  @Matches(/"kty"/) AUDIT_SIGNING_KEY: string;
}
