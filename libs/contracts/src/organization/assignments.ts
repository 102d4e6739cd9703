import { Instant, OneOf, Pattern, Words } from '../fields.js';
import { type NpiLevel, npiForm, npiLevels } from '../words.js';

/** One level on one NPI; limits that are absent do not limit. */
export class NpiAssignment {
  @Pattern(npiForm, { example: '1234567893' }) npi: string;
  @OneOf(npiLevels) level: NpiLevel;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
}

/** The correspondence types of one NPI. */
export class CorrespondenceGrant {
  @Pattern(npiForm, { example: '1234567893' }) npi: string;
  @Words({ max: 100 }, { description: 'Ids of correspondence types; none takes all away.' }) types: string[];
}
