import { type DynamicModule, Module } from '@nestjs/common';
import { FilePrograms } from './file-programs.js';
import { Gate } from './gate.js';
import { Programs } from './programs.js';

/** Gives `Programs` and `Gate` to the whole process; a wrong pack stops its boot. */
@Module({})
export class ProgramModule {
  static forRoot({ dir }: { dir: string }): DynamicModule {
    return {
      module: ProgramModule,
      global: true,
      providers: [{ provide: Programs, useFactory: () => new FilePrograms(dir) }, Gate],
      exports: [Programs, Gate],
    };
  }
}
