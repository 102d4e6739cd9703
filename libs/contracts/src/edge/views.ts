import { Data, Flag, Instant, OneOf, Part, Parts, Prose, Text, Whole, Words } from '../fields.js';
import { MeView } from '../identity/account.views.js';
import { DocumentView } from '../identity/registration.views.js';
import { OrganizationView } from '../organization/views.js';
import { type PasscodeChannel, passcodeChannels } from '../words.js';

/** A tile of the homepage; `unavailable` while the part of the portal that decides on it does not answer. */
export class TileView {
  @Text(60) id: string;
  @Text(200) title: string;
  @Text(2000, { optional: true }) url?: string;
  @OneOf(['ok', 'unavailable']) status: 'ok' | 'unavailable';
}

/** The homepage: who is here, for which organization, and what they may open, in the program's order (MC-HOM-01). */
export class DashboardView {
  @Part(() => MeView, { optional: true }) me?: MeView;
  @Part(() => OrganizationView, { optional: true }) organization?: OrganizationView;
  @Parts(() => TileView, { max: 50 }) tiles: TileView[];
  @Words(
    { max: 2, of: ['me', 'organization'] },
    { description: 'What is missing because its service does not answer.' },
  )
  unavailable: ('me' | 'organization')[];
}

/** The rules that a password is judged by (MC-PWD-08). */
export class PasswordPolicyView {
  @Whole() minLength: number;
  @Whole() maxLength: number;
  @Whole() uppercase: number;
  @Whole() lowercase: number;
  @Whole() digits: number;
  @Whole() special: number;
  @Text(100, { description: 'Examples; all ASCII punctuation counts.' }) specialExamples: string;
  @Whole({ description: 'Former passwords that may not come back.' }) history: number;
  @Flag() refuseSimilar: boolean;
  @Flag() refuseBreached: boolean;
  @Flag() refuseContext: boolean;
  @Whole({ optional: true, description: 'Least zxcvbn score, 0 to 4.' }) minScore?: number;
}

export class LinkView {
  @Text(60) id: string;
  @Text(200) title: string;
  @Text(2000) url: string;
}

export class ResourceView {
  @Text(60) id: string;
  @Text(200) title: string;
  @Text(2000, { optional: true }) url?: string;
  @Text(60, { optional: true }) phone?: string;
}

export class HelpView {
  @Text(60) phone: string;
  @Text(200, { optional: true }) hours?: string;
  @Text(254, { optional: true }) email?: string;
  @Text(2000, { optional: true }) url?: string;
}

/** Lengths are ISO 8601 durations. */
export class SessionRulesView {
  @Text(20, { example: 'PT15M' }) idle: string;
  @Text(20, { example: 'PT12H' }) absolute: string;
  @Text(20, { example: 'PT2M' }) warnBefore: string;
}

export class PasscodeRulesView {
  @Words({ max: 2, of: passcodeChannels }) channels: PasscodeChannel[];
  @Whole() prefixLetters: number;
  @Whole() digits: number;
  @Text(20, { example: 'PT10M' }) lifetime: string;
  @Text(20, { example: 'PT30S' }) resendAfter: string;
}

/** What anybody may know of a program: what its pages need before someone signs in. */
export class ProgramView {
  @Text(40) id: string;
  @Text(200) name: string;
  @Text(200) authority: string;
  @Text(60, { example: 'America/Los_Angeles' }) zone: string;
  @Words({ max: 20 }) languages: string[];
  @Part(() => HelpView) help: HelpView;
  @Parts(() => LinkView, { max: 100 }) links: LinkView[];
  @Parts(() => ResourceView, { max: 100 }) resources: ResourceView[];
  @Parts(() => DocumentView, { max: 50 }) documents: DocumentView[];
  @Data({ description: 'Texts of the pages by key, in the best of the accepted languages.' }) texts: Record<
    string,
    string
  >;
  @Part(() => SessionRulesView) session: SessionRulesView;
  @Part(() => PasscodeRulesView) passcode: PasscodeRulesView;
}

/** One thing that was sent to a person; development only. */
export class SentView {
  @OneOf(['mail', 'sms', 'voice', 'letter']) kind: 'mail' | 'sms' | 'voice' | 'letter';
  @Text(300) to: string;
  @Text(100, { description: 'Id of the token, flow or user that it is for.' }) about: string;
  @Text(500) subject: string;
  @Prose(100_000) text: string;
  @Words({ max: 50 }) links: string[];
  @Text(300, { optional: true, description: 'The token or code, in clear.' }) secret?: string;
  @Instant() at: string;
}

export class OutboxView {
  @Parts(() => SentView, { max: 1000 }) items: SentView[];
}

export class ClockView {
  @Instant() now: string;
}
