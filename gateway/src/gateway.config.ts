import { Address, Port, ProcessConfig, SecretKey, WholeNumber } from '@portico/service';
import { IsOptional, IsString, Matches, Min } from 'class-validator';

/** What the gateway is told by its environment. */
export class GatewayConfig extends ProcessConfig {
  @IsOptional() @IsString() HTTP_HOST: string = '127.0.0.1';
  @Port() HTTP_PORT: number;
  /** Where people reach the portal: an origin that cookie-bearing requests may come from. */
  @Address('http', 'https') PUBLIC_BASE_URL: string;
  /** How many proxies stand before this process: exactly as many forwarded addresses are believed. */
  @WholeNumber() TRUSTED_PROXY_HOPS: number = 0;
  @Address('redis', 'rediss') REDIS_URL: string;
  @Matches(/^[\w-]{1,40}$/) REDIS_PREFIX: string = 'portico';
  /** Names live sessions and command bodies; the key of sessions is identity's as well. */
  @SecretKey() HASH_KEY: string;
  /** Requests of one client address in a minute; a tenth of it for signing in, registering and passcodes. */
  @IsOptional() @WholeNumber() @Min(10) RATE_LIMIT_PER_MINUTE?: number;
  /** Where development keeps what was sent to people. */
  @IsOptional() @IsString() DEV_BOX_DIR?: string;

  /** Scripts drive development from one address, so there the limit is only a formality. */
  get requestsPerMinute(): number {
    return this.RATE_LIMIT_PER_MINUTE ?? (this.isProduction ? 600 : 100_000);
  }
}
