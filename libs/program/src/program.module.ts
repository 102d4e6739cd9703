import { type DynamicModule, Module } from '@nestjs/common';
import { FilePrograms } from './file-programs.js';
import { Programs } from './programs.js';

/** Gives `Programs` to the whole process; a wrong pack stops its boot. */
@Module({})
export class ProgramModule {
  static forRoot({ dir }: { dir: string }): DynamicModule {
    return {
      module: ProgramModule,
      global: true,
      providers: [{ provide: Programs, useFactory: () => new FilePrograms(dir) }],
      exports: [Programs],
    };
  }
}
