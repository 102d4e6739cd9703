import { DryRun, Flag, Id, Pattern, Text } from '../fields.js';
import { Command } from '../message.js';
import { npiForm } from '../words.js';
import { NpiOnFile } from './on-file.js';
import { DirectoryVisibilityView, EffectsView } from './people.views.js';

/** Whether the organization can be found in the Submitter Directory (MC-PRF-06). */
export class SetDirectoryVisibility extends Command<DirectoryVisibilityView> {
  static readonly subject = 'organization.set-directory-visibility';
  static readonly result = DirectoryVisibilityView;
  @Id() organizationId: string;
  @Flag() visible: boolean;
  @Text(20, { optional: true }) ifMatch?: string;
}

/** The department adds a provider number to an organization; its Org Admins hold it at once (MC-REG-14). */
export class AttachNpi extends Command<NpiOnFile> {
  static readonly subject = 'organization.attach-npi';
  static readonly result = NpiOnFile;
  @Id() organizationId: string;
  @Pattern(npiForm, { example: '1234567893' }) npi: string;
  @Text(200) providerName: string;
  @Text(80) providerType: string;
  @Text(80) enrollmentType: string;
}

/** The number leaves the organization; nobody there sees it from then on (MC-PIN-13, D-41). */
export class DetachNpi extends Command<EffectsView> {
  static readonly subject = 'organization.detach-npi';
  static readonly result = EffectsView;
  @Id() organizationId: string;
  @Pattern(npiForm) npi: string;
  @DryRun() dryRun?: boolean;
}
