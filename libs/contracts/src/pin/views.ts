import { Flag, Instant, OneOf, Parts, Pattern, Secret, Text, Whole, Words } from '../fields.js';
import { type NpiLevel, npiForm, npiLevels } from '../words.js';

/** A provider number as its organization's people see it; never with its PIN. */
export class NpiItemView {
  @Pattern(npiForm) npi: string;
  @Text(200) providerName: string;
  @Text(80) providerType: string;
  @Text(80) enrollmentType: string;
  @OneOf(['active', 'inactive']) status: 'active' | 'inactive';
  @OneOf(npiLevels, { description: 'Of the person who asks.' }) level: NpiLevel;
}

export class NpiListView {
  @Parts(() => NpiItemView, { max: 100 }) items: NpiItemView[];
  @Text(200, { optional: true }) nextCursor?: string;
}

export class NpiView extends NpiItemView {
  @Words({ max: 10 }, { description: 'What the person who asks may do with it.' }) actions: string[];
  @Flag({ description: 'Whether the PIN may be reset today.' }) resettable: boolean;
  @Instant({ optional: true }) nextResetAt?: string;
  @Text(20) version: string;
}

export class PinView {
  @Secret(20) pin: string;
  @Whole({ description: 'Seconds that it may stay on the screen.' }) expiresIn: number;
}

export class PinResetView {
  @Instant({ description: 'From when on it can be reset again.' }) nextResetAt: string;
}

export class RebuiltView {
  @Whole() members: number;
}
