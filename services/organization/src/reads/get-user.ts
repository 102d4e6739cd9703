import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetUser, type UserView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Gate, Programs } from '@portico/program';
import { MongoMembers } from '../adapters/mongo.members.js';
import { Places } from './places.js';
import { notFound } from './stored.js';
import { userView } from './user-view.js';

@QueryHandler(GetUser)
@Requires('user.read')
export class GetUserHandler implements IQueryHandler<GetUser> {
  constructor(
    private readonly places: Places,
    private readonly members: MongoMembers,
    private readonly gate: Gate,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, userId, actor }: GetUser): Promise<UserView> {
    const wanted = { fields: { npis: 1 }, members: [userId] };
    const place = await this.places.of(actor, organizationId, wanted);
    const { organization, standing } = place;
    this.gate.require(actor, standing, 'user.read');
    const found = place.member(userId);
    if (!found) throw notFound();

    const { npis, program } = organization;
    const mayManage = this.gate.may(actor, standing, 'user.manage');
    const sight = { npis, program: this.programs.get(program), at: this.clock.now(), mayManage };
    return userView(this.members.open(found), sight);
  }
}
