import type { Provider } from '@nestjs/common';
import { NatsMembersElsewhere } from './adapters/nats.members-elsewhere.js';
import { DeliverNotices } from './jobs/deliver-notices.js';
import { FindOwedNotices } from './jobs/find-owed-notices.js';
import { FactMails } from './use-cases/fact-mails.js';
import { FactNotices } from './use-cases/fact-notices.js';
import { MembersElsewhere } from './use-cases/members-elsewhere.js';
import { NoticeDelivery } from './use-cases/notice-delivery.js';
import { NoticeMails } from './use-cases/notice-mails.js';
import { NoticeQueue } from './use-cases/notice-queue.js';
import { NoticeTexts } from './use-cases/notice-texts.js';
import { OnAccessRequested } from './use-cases/on-access-requested.js';
import { OnLastAdminDormant } from './use-cases/on-last-admin-dormant.js';
import { OnMemberDeactivatedTellAdmins } from './use-cases/on-member-deactivated-tell-admins.js';
import { OnMemberGrantsEnding } from './use-cases/on-member-grants-ending.js';
import { OnMemberLapseWarned } from './use-cases/on-member-lapse-warned.js';
import { OnPinReset } from './use-cases/on-pin-reset.js';

/** The mails that accounts owe: of their own changes, and of what happens in their organizations. */
export const notices: Provider[] = [
  OnAccessRequested,
  OnLastAdminDormant,
  OnMemberDeactivatedTellAdmins,
  OnMemberGrantsEnding,
  OnMemberLapseWarned,
  OnPinReset,
  // jobs
  DeliverNotices,
  FindOwedNotices,
  // what they share
  FactMails,
  FactNotices,
  NoticeDelivery,
  NoticeMails,
  NoticeQueue,
  NoticeTexts,
  // ports
  { provide: MembersElsewhere, useClass: NatsMembersElsewhere },
];
