import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Clock, SystemClock } from '@portico/kernel';
import { programsFolder } from '../test/folders.js';
import { Gate } from './gate.js';
import { ProgramModule } from './program.module.js';
import { Programs } from './programs.js';

@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
class TimeModule {}

const testing = (dir: string) =>
  Test.createTestingModule({ imports: [TimeModule, ProgramModule.forRoot({ dir })] }).compile();

describe('the program module', () => {
  it('gives the packs to the process', async () => {
    const app = await testing(programsFolder);
    expect(app.get(Programs).ids()).toContain('medi-cal');
    expect(app.get(Gate)).toBeInstanceOf(Gate);
  });

  it('stops the boot of a process whose packs are wrong', async () => {
    await expect(testing('/nowhere')).rejects.toThrow('cannot be read');
  });
});
