import { Text } from './fields.js';

/** One link of the chain of facts behind a refusal, as an event carries it: ids and words only. */
export class RefusedFact {
  @Text(60) kind: string;
  @Text(200) source: string;
  @Text(200, { optional: true }) about?: string;
  @Text(100, { optional: true }) by?: string;
  @Text(40, { optional: true }) at?: string;
}
