import { Command, Query } from '@portico/contracts';
import { refusal, system } from '@portico/kernel';
import { FakeBus } from './fake-bus.js';

class Add extends Command<{ sum: number }> {
  by: number;
}
class Look extends Query<{ sum: number }> {}
const gone = refusal('gone', 'gone', 'Gone.');

describe('the fake bus', () => {
  it('answers as told, and remembers what was asked', async () => {
    const bus = new FakeBus().answer(Add, ({ by }) => ({ sum: by + 1 })).answer(Look, { sum: 7 });
    const add = Object.assign(new Add(), { by: 2 });
    expect(await bus.send(add, { as: system('identity') })).toEqual({ sum: 3 });
    expect(await bus.send(new Look())).toEqual({ sum: 7 });
    expect(bus.sentOf(Add)).toEqual([add]);
    expect(bus.sent[0]?.options).toEqual({ as: system('identity') });
  });

  it('refuses as told, and what it was told nothing of', async () => {
    const bus = new FakeBus().answer(Look, () => {
      throw gone();
    });
    await expect(bus.send(new Look())).rejects.toMatchObject({ code: 'gone' });
    await expect(bus.send(new Add())).rejects.toThrow('no answer was given for Add');
  });
});
