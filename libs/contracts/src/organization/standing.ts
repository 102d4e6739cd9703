import { Id, Instant, OneOf, Pattern, Words } from '../fields.js';
import { type NpiLevel, npiForm, npiLevels } from '../words.js';

/** What a member holds of one NPI, by whom and since when. */
export class NpiStanding {
  @Pattern(npiForm) npi: string;
  @OneOf(npiLevels) level: NpiLevel;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
  @Id() by: string;
  @Instant() at: string;
}

/** The correspondence types that a member was granted on one NPI. */
export class TypeStanding {
  @Pattern(npiForm) npi: string;
  @Words({ max: 100 }) types: string[];
  @Id() by: string;
  @Instant() at: string;
}

/** A level on one NPI that was changed. */
export class NpiLevelSet {
  @Pattern(npiForm) npi: string;
  @OneOf(npiLevels) before: NpiLevel;
  @OneOf(npiLevels) after: NpiLevel;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
}

/** The types of one NPI that were changed. */
export class TypesSet {
  @Pattern(npiForm) npi: string;
  @Words({ max: 100 }) before: string[];
  @Words({ max: 100 }) after: string[];
}
