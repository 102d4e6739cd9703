import { Id, PageSize, Pattern, Text } from '../fields.js';
import { Command, Query } from '../message.js';
import { npiForm } from '../words.js';
import { NpiListView, NpiView, PinResetView, PinView, RebuiltView } from './views.js';

/** The NPIs of the organization in view that this person may see; `q` is part of a provider name or the start of an NPI. */
export class ListNpis extends Query<NpiListView> {
  static readonly subject = 'pin.list-npis';
  static readonly result = NpiListView;
  @Text(100, { optional: true }) q?: string;
  @Text(200, { optional: true }) cursor?: string;
  @PageSize(100) limit?: number;
}

export class GetNpi extends Query<NpiView> {
  static readonly subject = 'pin.get-npi';
  static readonly result = NpiView;
  @Pattern(npiForm) npi: string;
}

/** Shows the PIN for some seconds; the record of it is written before the answer (MC-PIN-05, MC-PIN-06). */
export class RevealPin extends Command<PinView> {
  static readonly subject = 'pin.reveal-pin';
  static readonly result = PinView;
  @Pattern(npiForm) npi: string;
}

/** A new PIN, once per NPI and calendar day of the program (MC-PIN-08). */
export class ResetPin extends Command<PinResetView> {
  static readonly subject = 'pin.reset-pin';
  static readonly result = PinResetView;
  @Pattern(npiForm) npi: string;
}

/** Throws the projection of rights away and reads it anew from its owner; sent by an operator. */
export class RebuildStandings extends Command<RebuiltView> {
  static readonly subject = 'pin.rebuild-standings';
  static readonly result = RebuiltView;
  static readonly internal = true;
  @Id({ optional: true }) organizationId?: string;
}
