import { setTimeout as pause } from 'node:timers/promises';
import type { Sent, World } from '../../src/index.js';
import { accountOf, codeIn, type Step } from '../driver.js';
import { anOrganization, aPerson, type OrganizationOnFile, type Person } from '../people.js';
import type { Chance } from './chance.js';
import type { Asked, PatientClient } from './patient.js';

/** A registration that was acknowledged as complete: what the ledger holds the platform to. */
export interface Entry {
  registrationId: string;
  tokenId: string;
  person: Person;
  organization: OrganizationOnFile;
  flowToken: string;
}

/** What all people share: where they ask, how chance has it, what was sent so far. */
export interface Office {
  world: World;
  client: PatientClient;
  chance: Chance;
  ops: string;
  box: (query: { kind: Sent['kind']; about: string }) => Promise<Sent[]>;
}

/** How many of a hundred acknowledged requests are sent a second time. */
const replayed = 15;
/** How long a passcode is waited for before another is asked for, in milliseconds. */
const passcodePatience = 6_000;

/** One person who registers one organization, whatever dies meanwhile. */
export class Registrar {
  readonly person = aPerson();
  readonly organization = anOrganization();

  constructor(private readonly office: Office) {}

  async register(): Promise<Entry> {
    const token = await this.ask<{ id: string }>({
      path: '/ops/registration-tokens',
      body: { program: this.office.world.program, organization: this.organization },
      bearer: this.office.ops,
    });
    const letter = await this.sent('letter', token.id);
    const begun = await this.ask<Step>({
      path: '/registrations',
      body: { program: this.office.world.program, email: this.person.email, token: letter.secret },
    });
    await this.complete(begun);
    const { person, organization } = this;
    return { registrationId: begun.id, tokenId: token.id, person, organization, flowToken: begun.flowToken ?? '' };
  }

  private async complete(begun: Step): Promise<void> {
    const bearer = begun.flowToken ?? '';
    for (let at = begun; at.step !== 'complete';) {
      const path = `/registrations/${begun.id}`;
      const accepted = at.document?.boxes.map(({ id }) => id) ?? [];
      if (at.step === 'otp') at = await this.proven(path, bearer);
      else
        at = await this.ask({
          path: `${path}/${at.step}`,
          body: at.step === 'account' ? accountOf(this.person, this.organization) : { accepted },
          bearer,
        });
    }
  }

  /** Asks for a passcode, again if none comes, and gives it back. */
  private async proven(path: string, bearer: string): Promise<Step> {
    const id = path.split('/').pop() ?? '';
    for (let tries = 1; tries <= 8; tries += 1) {
      const asked = await this.office.client.send({ path: `${path}/otp`, body: { channel: 'sms' }, bearer });
      if (asked.status === 429) await pause(2_000);
      else if (asked.status !== 202) throw new Error(`the passcode was refused with ${asked.status}: ${asked.text}`);
      const sms = await this.arrived('sms', { about: id, count: 1, within: passcodePatience });
      if (sms) return this.ask({ path: `${path}/otp/verify`, body: { code: codeIn(sms) }, bearer });
      await this.office.world.clock.advance('PT31S').catch(() => undefined);
    }
    throw new Error(`no passcode came for registration ${id}`);
  }

  private async ask<T>(asked: Asked): Promise<T> {
    const answer = await this.office.client.send(asked);
    if (answer.status >= 300) throw new Error(`POST ${asked.path} was refused with ${answer.status}: ${answer.text}`);
    if (this.office.chance.below(100) < replayed) await this.office.client.replay(asked, answer);
    return answer.body as T;
  }

  private async sent(kind: Sent['kind'], about: string): Promise<Sent> {
    const found = await this.arrived(kind, { about, count: 1, within: 240_000 });
    if (!found) throw new Error(`no ${kind} was sent about ${about}`);
    return found;
  }

  private async arrived(
    kind: Sent['kind'],
    { about, count, within }: { about: string; count: number; within: number },
  ): Promise<Sent | undefined> {
    for (const until = performance.now() + within; performance.now() < until; await pause(200)) {
      const items = await this.office.box({ kind, about });
      if (items.length >= count) return items[0];
    }
    return undefined;
  }
}
