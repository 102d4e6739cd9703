import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  ApproveAccessRequest,
  AttachNpi,
  DetachNpi,
  type MessageType,
  RefuseAccessRequest,
  RequestAccess,
  SetDirectoryVisibility,
} from '@portico/contracts';
import { type Actor, idFrom } from '@portico/kernel';
import { accessRequestIdOf } from '../src/domain/access-request.js';
import { aNpi, npiFrom } from './builders.js';
import { Lobby } from './lobby.js';
import { type LobbyPlace, onMongo } from './lobby-stores.js';
import { Office } from './office.js';
import { person } from './work.js';

jest.setTimeout(60_000);

let place: LobbyPlace;
let lobby: Lobby;
beforeAll(async () => {
  place = await onMongo();
  lobby = new Lobby(await Office.open(place.stores), place.stores);
  for (const name of ['rosa', 'otto']) lobby.people.know(name);
});
afterAll(() => place.close());

const ops: Actor = { kind: 'user', userId: idFrom('user', 'ops'), roles: ['ops'] };
const asked = (name: string) => ({ requestId: accessRequestIdOf(lobby.office.organizationId, idFrom('user', name)) });

async function commandsOf(type: MessageType, body: object, as?: Actor): Promise<number> {
  const before = place.commands();
  await lobby.ask(type, body, as ? { as } : {});
  return place.commands() - before;
}

describe('what a command costs the database', () => {
  it('a request for access: the organization with whom it knows, the request, one write', async () => {
    for (const name of ['rosa', 'otto'])
      expect(await commandsOf(RequestAccess, {}, person(idFrom('user', name)))).toBe(3);
  });

  it('a refusal of it: the organization with who decides, the request, one write', async () => {
    expect(await commandsOf(RefuseAccessRequest, asked('otto'))).toBe(3);
  });

  it('an approval: the same, and one write each for the organization and the member', async () => {
    expect(await commandsOf(ApproveAccessRequest, asked('rosa'))).toBe(5);
  });

  it('an NPI attached: a load and a write; detached: also whom it concerns', async () => {
    const npi = npiFrom(255_555_555);
    expect(await commandsOf(AttachNpi, aNpi(npi), ops)).toBe(2);
    expect(await commandsOf(DetachNpi, { npi, dryRun: true }, ops)).toBe(2);
    expect(await commandsOf(DetachNpi, { npi }, ops)).toBe(3);
  });

  it('the directory: a load and a write, or the load alone where nothing changes', async () => {
    expect(await commandsOf(SetDirectoryVisibility, { visible: false })).toBe(2);
    expect(await commandsOf(SetDirectoryVisibility, { visible: false })).toBe(1);
  });
});
