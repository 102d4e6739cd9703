import { describe, expect, it } from '@jest/globals';
import { aNpi, toldOnFile } from '../../test/builders.js';
import { differences, onFileOf } from './on-file.js';

describe('what is kept of the data on file', () => {
  it('is each NPI with its provider, and nothing that was told beside it', () => {
    const told = [{ ...aNpi('1234567893'), note: 'not ours' }, aNpi('1558598797')];
    expect(onFileOf(toldOnFile({ npis: told })).npis).toEqual([aNpi('1234567893'), aNpi('1558598797')]);
  });

  it('is an address without a second line where none was told', () => {
    expect(Object.keys(onFileOf(toldOnFile()).payTo)).toEqual(['line1', 'city', 'state', 'zip']);
  });

  it('differs when only the provider behind an NPI changed', () => {
    const renamed = { ...aNpi('1234567893'), providerName: 'Harbor Family Practice' };
    const [one, other] = [onFileOf(toldOnFile()), onFileOf(toldOnFile({ npis: [renamed, aNpi('1558598797')] }))];
    expect(differences(one, other)).toEqual(['npis']);
  });

  it('leaves what was told as it was', () => {
    const told = toldOnFile({ kinds: ['submitter', 'provider'] });
    onFileOf(told);
    expect(told.kinds).toEqual(['submitter', 'provider']);
  });
});
