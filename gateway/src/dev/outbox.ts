import { Controller, Get } from '@nestjs/common';
import { GetOutbox, type OutboxView } from '@portico/contracts';
import { DevBox } from '@portico/delivery/box';
import { Anonymous } from '../auth/access.js';
import { Input } from '../input/input.js';

/** What was sent to people. Not there in production. */
@Controller('dev/outbox')
@Anonymous()
export class Outbox {
  constructor(private readonly box: DevBox) {}

  @Get()
  async get(@Input() question: GetOutbox): Promise<OutboxView> {
    const items = await this.box.list({ ...question });
    return { items: items.map((item) => ({ ...item, subject: item.subject ?? '' })) };
  }
}
