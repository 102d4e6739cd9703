import { Text, Whole } from '../fields.js';

/** One page of members was told again. */
export class RepublishedView {
  @Whole() members: number;
  @Text(300, { optional: true }) nextCursor?: string;
}
