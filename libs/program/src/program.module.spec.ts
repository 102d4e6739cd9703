import { Test } from '@nestjs/testing';
import { programsFolder } from '../test/folders.js';
import { ProgramModule } from './program.module.js';
import { Programs } from './programs.js';

describe('the program module', () => {
  it('gives the packs to the process', async () => {
    const app = await Test.createTestingModule({ imports: [ProgramModule.forRoot({ dir: programsFolder })] }).compile();
    expect(app.get(Programs).ids()).toContain('medi-cal');
  });

  it('stops the boot of a process whose packs are wrong', async () => {
    const booting = Test.createTestingModule({ imports: [ProgramModule.forRoot({ dir: '/nowhere' })] }).compile();
    await expect(booting).rejects.toThrow('cannot be read');
  });
});
