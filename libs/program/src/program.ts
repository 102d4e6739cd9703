import type { NpiLevel, OrgRole } from '@portico/access';

/** A payer's portal as data: every number, list and text that belongs to the payer. Durations are ISO 8601. */
export interface Program {
  id: string;
  name: string;
  /** The department or plan, as letters and mails name it. */
  authority: string;
  /** IANA zone of business days. */
  zone: string;
  /** The first is the language of last resort. */
  languages: string[];
  help: { phone: string; hours?: string; email?: string; url?: string };
  /** Titles and addresses of public pages. */
  links: { id: string; title: string; url: string }[];
  /** Further sources of help, with an address or a phone where there is one. */
  resources?: { id: string; title: string; url?: string; phone?: string }[];
  registrationToken: RegistrationTokenRules;
  /** The ordered steps of each flow. A step is a kind of screen; `documents` names what is read at it. */
  flows: Record<'register-organization' | 'add-organization' | 'register-user', FlowStep[]>;
  documents: Record<string, ProgramDocument>;
  passcode: PasscodeRules;
  /** Actions that ask for a fresh passcode (MC-OTP-03). */
  stepUp: string[];
  /** The page that a mailed link opens, below the public base URL. */
  passwordLink: { lifetime: string; path: string };
  /** How long an invited person's link works, and the page it opens, below the public base URL (MC-INV-03). */
  invitation: { lifetime: string; path: string };
  password: PasswordPolicy;
  /** `lock` grows by the factor `lockGrowth` each time, up to `longestLock` (D-20). */
  lockout: { failures: number; window: string; lock: string; lockGrowth: number; longestLock: string };
  session: { idle: string; absolute: string; warnBefore: string };
  /** What each level may do: that across the organization, and that for one NPI. `policyOf(program)` is what holds. */
  roles: { organization: Record<OrgRole, string[]>; npi: Record<NpiLevel, string[]> };
  pin: PinRules;
  membership: MembershipRules;
  correspondenceTypes: { id: string; name: string }[];
  providerTypes?: string[];
  /** Tiles of the homepage in order; all limits that are given must hold. */
  tiles: Tile[];
  publicMailDomains: string[];
}

/** `kinds` of organization, `roles` across it, `actions` of which any is held on any part: who sees the tile (MC-HOM-02). */
export interface Tile {
  id: string;
  title: string;
  kinds?: string[];
  roles?: string[];
  actions?: string[];
  url?: string;
}

export interface PinRules {
  digits: number;
  /** Whether the Processor of an NPI sees and resets its PIN: the sources differ (D-33). */
  processor: 'none' | 'view-reset';
  /** How long a PIN may stay on the screen (MC-PIN-05). */
  reveal: string;
}

/** Whole days, `P<n>D`; warnings and notices are that long before. */
export interface MembershipRules {
  /** Ends the membership of who was never given any permission (MC-ADM-15). */
  neverAssigned: { after: string; warnings: string[] };
  /** Ends the membership of who did not sign in for so long (MC-ADM-16). */
  dormant: { after: string; warnings: string[] };
  /** When the person is told that a permission ends. */
  grantNotices: string[];
}

export interface RegistrationTokenRules {
  /** Whole days; ends with the last of them (D-01). */
  lifetimeDays: number;
  /** Letters and digits of a token, without those that look alike; groups of `groupSize` joined by dashes; at least 128 bits. */
  alphabet: string;
  groups: number;
  groupSize: number;
  /** Mismatches with the data on file that lock the token, and for how long (MC-REG-05). */
  mismatchLimit: number;
  mismatchLock: string;
  /** Wrong tokens one client may enter within `window` (MC-TOK-07). */
  wrongTokens: { limit: number; window: string };
}

export interface PasscodeRules {
  channels: ('sms' | 'voice')[];
  /** Letters before the dash, 1 to 3 (D-13). */
  prefixLetters: number;
  digits: 6;
  lifetime: string;
  tries: number;
  resendAfter: string;
  /** Sends to one phone within `window`. */
  sends: { limit: number; window: string };
  /** How long a proven passcode counts as fresh for a sensitive action (D-14). */
  freshness: string;
}

export interface FlowStep {
  step: 'terms' | 'account' | 'otp' | 'conditions';
  /** Id of the document of a `terms` or `conditions` step. */
  document?: string;
}

export interface ProgramDocument {
  id: string;
  version: string;
  title: string;
  text: string;
  boxes: { id: string; text: string }[];
  /** SHA-256 of title, text and boxes, hex; computed by the loader: what an acceptance records. */
  hash: string;
}

/** The rules that a password is judged by; given to frontends as they are (MC-PWD-08). */
export interface PasswordPolicy {
  minLength: number;
  maxLength: number;
  /** Least count of each class. */
  uppercase: number;
  lowercase: number;
  digits: number;
  special: number;
  /** Characters shown as examples; all ASCII punctuation counts (D-15). */
  specialExamples: string;
  history: number;
  refuseSimilar: boolean;
  refuseBreached: boolean;
  refuseContext: boolean;
  /** Least zxcvbn score, 0 to 4; absent: not judged. */
  minScore?: number;
}

/** A mail template rendered: both forms, always. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}
