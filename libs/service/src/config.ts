import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, validateSync } from 'class-validator';

const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && value !== '' ? Number(value) : value;

/** A TCP port. */
export const Port = (): PropertyDecorator => (target, key) => {
  Transform(asNumber)(target, key);
  IsInt()(target, key);
  Min(0)(target, key);
  Max(65535)(target, key);
};

/** A whole number, 0 or more. */
export const WholeNumber = (): PropertyDecorator => (target, key) => {
  Transform(asNumber)(target, key);
  IsInt()(target, key);
  Min(0)(target, key);
};

/** An address of one of the given schemes. */
export const Address = (...protocols: string[]): PropertyDecorator =>
  IsUrl({ protocols, require_tld: false, require_protocol: true, allow_underscores: true });

/** A secret of at least 32 bytes, in base64 or base64url. */
export const SecretKey = (): PropertyDecorator => (target, key) => {
  IsString()(target, key);
  MinLength(43)(target, key);
};

/** What every process is told by its environment. */
export class ProcessConfig {
  @IsIn(['development', 'test', 'production']) NODE_ENV: 'development' | 'test' | 'production' = 'production';
  /** Management port: /livez, /readyz, /metrics. */
  @Port() OPS_PORT: number;
  @IsOptional() @IsString() OPS_HOST: string = '127.0.0.1';
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent']) LOG_LEVEL: string = 'info';
  @Address('nats', 'tls') NATS_URL: string;
  @IsOptional() @IsString() NATS_USER?: string;
  @IsOptional() @IsString() NATS_PASSWORD?: string;
  /** Where the server tells its settings: production reads `sync_interval` there. */
  @IsOptional() @Address('http', 'https') NATS_MONITOR_URL?: string;
  /** Own Ed25519 private key, JWK as JSON: signs actor claims. */
  @Matches(/"kty"/) CLAIM_PRIVATE_KEY: string;
  /** Public keys of all processes that may sign, `{"<process>": JWK}` as JSON. */
  @Matches(/^\{/) CLAIM_PUBLIC_KEYS: string;
  @IsString() @MinLength(1) PROGRAMS_DIR: string;

  get isProduction(): boolean {
    return this.NODE_ENV === 'production';
  }
}

/** The process cannot start as it was told to; the message names each variable. */
export class WrongConfiguration extends Error {
  constructor(faults: string[]) {
    super(`This process cannot start: ${faults.join('; ')}. Set these variables and start again.`);
    this.name = 'WrongConfiguration';
  }
}

/** Development secrets and places are recognised by their mark, and never serve in production. */
const developmentMark = /(?:^|["':,])dev[.0-9]|"kid":\s*"dev|^box$/;

function developmentFaults(values: Record<string, unknown>): string[] {
  return Object.entries(values)
    .filter(([, value]) => typeof value === 'string' && developmentMark.test(value))
    .map(([name]) => `${name} holds a development default, which production refuses`);
}

/** The process's configuration from the environment, or one sentence that names each wrong variable. */
export function configFrom<T extends ProcessConfig>(type: new () => T, env: NodeJS.ProcessEnv = process.env): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const config: T = plainToInstance<T, Record<string, unknown>>(type, { ...plainDefaults(type), ...given });
  const wrong = validateSync(config, { whitelist: true, forbidUnknownValues: false });
  const faults = wrong.map(
    ({ property, constraints }) => `${property}: ${Object.values(constraints ?? {}).join(', ')}`,
  );
  if (config.isProduction) faults.push(...developmentFaults(Object.fromEntries(Object.entries(config))));
  if (faults.length > 0) throw new WrongConfiguration(faults.sort());
  return config;
}

function plainDefaults<T extends ProcessConfig>(type: new () => T): Record<string, unknown> {
  return Object.assign<Record<string, unknown>, T>({}, new type());
}
