import type { Program, RenderedMail } from './program.js';

/** The packs that this process serves. */
export abstract class Programs {
  /** Refuses `program-unknown` (not-found) when there is no such pack. */
  abstract get(id: string): Program;
  abstract ids(): string[];
  /**
   * A catalogue text by key, filled with `values` and with the pack's own, in the best of `languages` (an Accept-Language
   * value); without a pack, or where the pack is silent, the platform's text; `undefined` when unknown.
   */
  abstract text(
    programId: string | undefined,
    key: string,
    language?: string,
    values?: Record<string, unknown>,
  ): string | undefined;
  /** The texts that frontends show: those keys of the pack that start with `screen.`. */
  abstract screenTexts(programId: string, language?: string): Record<string, string>;
  /** A mail of the pack: `set-password`, `reset-password`, `password-changed`, `organization-added`, `staff-set-password`. */
  abstract mail(programId: string, template: string, values: Record<string, unknown>, language?: string): RenderedMail;
  /** A letter or spoken/short message of the pack: `token-letter`, `passcode-sms`, `passcode-voice`. */
  abstract message(programId: string, template: string, values: Record<string, unknown>, language?: string): string;
}
