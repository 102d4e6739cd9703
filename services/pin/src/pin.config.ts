import { Address, ProcessConfig, SecretKey } from '@portico/service';
import { IsString, MinLength } from 'class-validator';

/** What the pin service is told by its environment. */
export class PinConfig extends ProcessConfig {
  @Address('mongodb', 'mongodb+srv') MONGODB_URI: string;
  @IsString() @MinLength(1) MONGODB_DATABASE: string;
  /** Keys of hashes; none is kept today, the store of sealed fields wants it. */
  @SecretKey() HASH_KEY: string;
  /** Data keys of sealed PINs, `id:base64,id:base64`, the active one first. */
  @IsString() @MinLength(1) FIELD_KEYS: string;
}
