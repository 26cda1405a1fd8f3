import { expect, test } from 'vitest';
import { profileColumn } from './column-profile.ts';
import { isFlagOrState } from './flag-column.ts';

test.each([
  ['Passbook', ['Y', 'N'], true],
  ['Passbook', ['no'], true],
  ['Dormant Since When', ['A1', 'A2', 'A3'], true],
  ['Acct Status', ['L', 'C'], true],
  ['계좌상태', ['0', '1'], true],
  ['Product', ['N', 'D'], false],
  ['Product', ['N95', 'CUR'], false],
  ['Term', ['0', '1'], false],
])('%s of %s', (name, codes, isTold) => {
  expect(isFlagOrState(profileColumn(name, codes))).toBe(isTold);
});
