import type { Program } from '@portico/program';
import { World } from '../src/index.js';
import { Driver, type Step } from './driver.js';
import { pack } from './packs.js';
import { anOrganization, aPassword, aPerson } from './people.js';

interface OrganizationView {
  id: string;
  legalName: string;
  taxId: string;
  kinds: string[];
  npis: { npi: string }[];
}
interface Memberships {
  items: {
    organizationId: string;
    orgRole: string;
    npiPermissions: { npi: string; level: string }[];
    correspondenceTypes: string[];
  }[];
}

/** One life of an account, in order: each test goes on from where the one before it stopped. */
describe.each(['medi-cal', 'demo-plan'] as const)(
  'the first journey in %s, on two replicas of everything [X-12]',
  (name) => {
    const program: Program = pack(name);
    const clinic = anOrganization({ kinds: ['provider', 'submitter'] });
    const pharmacy = anOrganization();
    const dana = aPerson();
    let world: World;
    let driver: Driver;
    let registration: Step;
    let session: string;
    let clinicId: string;

    beforeAll(async () => {
      world = await World.start({ program: name, replicas: 2 });
      driver = new Driver(world);
    });
    afterAll(() => world.stop());

    it('begins with a token that only the printed letter carries [MC-TOK-01] [MC-TOK-02]', async () => {
      const answer = await driver.post(
        '/ops/registration-tokens',
        { program: name, organization: clinic },
        await driver.ops(),
      );
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({ status: 'issued', delivery: 'letter' });
      const id = String(answer.body.id);
      const secret = await driver.letterOf(id);
      const shown = await driver.get(`/ops/registration-tokens/${id}`, await driver.ops());
      for (const text of [answer.text, shown.text]) expect(text).not.toContain(secret);
      const lifetime = Date.parse(String(answer.body.expiresAt)) - Date.parse(String(answer.body.issuedAt));
      expect(Math.round(lifetime / 86_400_000)).toBe(program.registrationToken.lifetimeDays);

      const begun = await driver.start(secret, dana.email);
      expect(begun.status).toBe(201);
      expect(begun.body).toMatchObject({
        flow: 'register-organization',
        step: program.flows['register-organization'][0]?.step,
      });
      registration = begun.body;
    });

    it('shows what is to be agreed to, and takes every box or none [MC-REG-02] [MC-REG-03]', async () => {
      const boxes = registration.document?.boxes.map(({ id }) => id) ?? [];
      const path = `/registrations/${registration.id}/terms`;
      const refused = await driver.post(path, { accepted: boxes.slice(1) }, registration.flowToken);
      expect([refused.status, refused.body.code]).toEqual([422, 'boxes-required']);
      const taken = await driver.post<Step>(path, { accepted: boxes }, registration.flowToken);
      expect(taken.status).toBe(200);
      registration = { ...taken.body, flowToken: registration.flowToken };
    });

    it('takes the account, the passcode and the conditions, and is complete [MC-REG-04] [MC-REG-09] [MC-REG-10] [MC-REG-11]', async () => {
      registration = await driver.until('conditions', registration, { person: dana, organization: clinic });
      const boxes = registration.document?.boxes.map(({ id }) => id) ?? [];
      expect(boxes.length).toBe(program.documents[registration.document?.id ?? '']?.boxes.length);
      const path = `/registrations/${registration.id}/conditions`;
      const refused = await driver.post(path, { accepted: boxes.slice(0, -1) }, registration.flowToken);
      expect([refused.status, refused.body.code]).toEqual([422, 'boxes-required']);
      const done = await driver.post<Step>(path, { accepted: boxes }, registration.flowToken);
      expect(done.status).toBe(200);
      expect(done.body.step).toBe('complete');
      expect(['provisioning', 'complete']).toContain(done.body.status);
      expect(done.body.message).toBeTruthy();
      registration = await driver.provisioned({ ...done.body, flowToken: registration.flowToken });
    });

    it('mails one link, whose use asks a passcode first [MC-REG-16] [MC-INV-11]', async () => {
      const [mail] = await world.sent({ kind: 'mail', to: dana.email });
      expect(mail?.links.length).toBeGreaterThan(0);
      if (name === 'medi-cal') expect(mail?.subject).toBe('Set your new password for the Medi-Cal Portal');
      const opened = await driver.post('/password-links/open', { token: mail?.secret });
      expect(opened.body).toMatchObject({ purpose: 'set-password', step: 'otp' });
      const early = await driver.post(
        `/password-links/${String(opened.body.id)}/password`,
        { password: dana.password },
        String(opened.body.flowToken),
      );
      expect([early.status, early.body.code]).toEqual([403, 'otp-required']);
    });

    it('sets the password with the message of the program [MC-PWD-07] [MC-INV-12]', async () => {
      const set = await driver.setPassword(dana);
      expect(set.body).toMatchObject({ status: 'updated' });
      expect(set.body.message).toBeTruthy();
    });

    it('signs in at once, straight to the homepage, as what the organization is [MC-AUT-01] [MC-AUT-03] [MC-AUT-04] [MC-ORG-05] [MC-INV-13]', async () => {
      const known = await driver.post('/login/identifier', { email: dana.email });
      const unknown = await driver.post('/login/identifier', { email: aPerson().email });
      expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
      const signedIn = await driver.signIn(dana);
      expect(signedIn.status).toBe(200);
      expect(signedIn.body).toMatchObject({ next: 'home' });
      expect(signedIn.body.organizations).toHaveLength(1);
      expect(signedIn.body.organizations[0]?.kinds).toEqual(expect.arrayContaining(clinic.kinds));
      session = signedIn.body.sessionToken;
      clinicId = signedIn.body.organizations[0]?.organizationId ?? '';
    });

    it('is Org Admin of every NPI and every correspondence type [MC-REG-12] [MC-REG-13]', async () => {
      const { body } = await driver.get<Memberships>('/me/memberships', session);
      expect(body.items).toHaveLength(1);
      expect(body.items[0]).toMatchObject({ organizationId: clinicId, orgRole: 'admin' });
      expect(body.items[0]?.npiPermissions).toEqual(
        expect.arrayContaining(clinic.npis.map(({ npi }) => ({ npi, level: 'admin' }))),
      );
      expect(body.items[0]?.correspondenceTypes).toHaveLength(program.correspondenceTypes.length);
    });

    it('sees the organization, its tax id by the last four digits only [MC-REG-06] [MC-ORG-06]', async () => {
      const { status, body, text } = await driver.get<OrganizationView>(`/organizations/${clinicId}`, session);
      expect(status).toBe(200);
      expect(body.legalName).toBe(clinic.legalName);
      expect(body.taxId.endsWith(clinic.taxId.slice(-4))).toBe(true);
      expect(text).not.toContain(clinic.taxId.replace('-', ''));
      expect(text).not.toContain(clinic.taxId);
      expect(body.npis.map(({ npi }) => npi).sort()).toEqual(clinic.npis.map(({ npi }) => npi).sort());
    });

    it('has its email domain as first allowed domain [MC-REG-20]', async () => {
      const { body } = await driver.get<{ items: { domain: string; activeUsers: number }[] }>(
        `/organizations/${clinicId}/domains`,
        session,
      );
      expect(body.items).toEqual([expect.objectContaining({ domain: dana.email.split('@')[1], activeUsers: 1 })]);
    });

    it('gives the log-in screen its words, from the program [MC-REG-01] [MC-AUT-06]', async () => {
      const { status, body } = await driver.get<{ texts: Record<string, string>; documents: object[] }>(
        `/programs/${name}`,
      );
      expect(status).toBe(200);
      expect(body.documents).toHaveLength(Object.keys(program.documents).length);
      if (name !== 'medi-cal') return;
      expect(body.texts['screen.login.join']).toBe('Join Medi-Cal Provider Portal');
      expect(body.texts['screen.login.forgot']).toBe('Forgot Password?');
    });

    it('opens the dashboard with the tiles of the program', async () => {
      const { status, body } = await driver.get<{ organization: { id: string }; tiles: { id: string }[] }>(
        '/dashboard',
        session,
      );
      expect(status).toBe(200);
      expect(body.tiles.length).toBeGreaterThan(0);
    });

    it('adds a second organization with a second token [MC-ORG-01] [MC-ORG-02] [MC-ORG-03] [MC-ORG-04]', async () => {
      const { secret } = await driver.issue(pharmacy);
      const begun = await driver.post<Step>('/me/organizations', { token: secret }, session);
      expect(begun.status).toBe(201);
      expect(begun.body.flow).toBe('add-organization');
      const done = await driver.until('complete', begun.body, { person: dana, organization: pharmacy });
      expect(done.message).toBeTruthy();
      await driver.provisioned(done);
      const again = await driver.signIn(dana);
      expect(again.body.next).toBe('select-organization');
      expect(again.body.organizations.map(({ name: called }) => called).sort()).toEqual(
        [clinic.legalName, pharmacy.legalName].sort(),
      );
      expect(again.body.organizations.every(({ orgRole }) => orgRole === 'admin')).toBe(true);
      session = again.body.sessionToken;
    });

    it('keeps one organization in view and switches [MC-AUT-02] [MC-HOM-05] [MC-HOM-07]', async () => {
      const { body } = await driver.get<Memberships>('/me/memberships', session);
      const pharmacyId = body.items.map(({ organizationId }) => organizationId).find((id) => id !== clinicId) ?? '';
      for (const id of [clinicId, pharmacyId]) {
        const chosen = await driver.ask<{ organizationId: string }>('/session/organization', {
          method: 'PUT',
          body: { organizationId: id },
          bearer: session,
        });
        expect(chosen.status).toBe(200);
        const dashboard = await driver.get<{ organization: { id: string } }>('/dashboard', session);
        expect(dashboard.body.organization.id).toBe(id);
        const former = [clinicId, pharmacyId].find((other) => other !== id) ?? '';
        expect((await driver.get(`/organizations/${id}`, session)).status).toBe(200);
        expect((await driver.get(`/organizations/${former}`, session)).status).toBe(404);
      }
      const stranger = await driver.admin(anOrganization());
      expect((await driver.get(`/organizations/${clinicId}`, stranger.session)).status).toBe(404);
      const foreign = await driver.ask('/session/organization', {
        method: 'PUT',
        body: { organizationId: clinicId },
        bearer: stranger.session,
      });
      expect(foreign.status).toBe(404);
    });

    it('signs out, and the session is gone at once [MC-AUT-12]', async () => {
      expect((await driver.ask('/session', { method: 'DELETE', bearer: session })).status).toBeLessThan(300);
      expect((await driver.get('/session', session)).status).toBe(401);
      expect((await driver.get('/me', session)).status).toBe(401);
    });

    it('forgets the password and gets back in by link and passcode [MC-AUT-07] [MC-AUT-08] [MC-REG-18]', async () => {
      const before = (await driver.linkMails(dana.email)).length;
      const known = await driver.post('/password-resets', { email: dana.email, program: name });
      const unknown = await driver.post('/password-resets', { email: aPerson().email, program: name });
      expect([known.status, known.text]).toEqual([202, unknown.text]);
      dana.password = aPassword();
      await driver.setPassword(dana, before + 1);
      const back = await driver.signIn(dana);
      expect(back.status).toBe(200);
    });

    it('refuses the used token and tells who runs the organization [MC-TOK-04] [MC-TOK-08]', async () => {
      const token = await driver.issue(clinic);
      const refused = await driver.start(token.secret, aPerson().email);
      expect([refused.status, (refused.body as unknown as { code: string }).code]).toEqual([
        409,
        'organization-already-registered',
      ]);
    });
  },
);
