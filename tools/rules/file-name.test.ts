import { expect, test } from 'vitest';

import { report } from '../source/finding.ts';
import { listFiles } from '../source/source-file.ts';
import { checkFileName } from './file-name.ts';

const FOLDERS = ['packages', 'tools', 'conformance', 'bench', 'simulation'];

test('files are named in kebab-case after what they hold', () => {
  const paths = FOLDERS.flatMap((folder) => listFiles(folder, (name) => /\.(tsx?|mjs|case)$/.test(name)));
  expect(paths).not.toEqual([]);
  expect(report(paths.flatMap(checkFileName))).toEqual([]);
});

test.each(['packages/sql/src/case-node.ts', 'packages/sql/src/digest.test.ts', 'tools/rules/file-name.ts'])(
  '%s is a good name',
  (path) => {
    expect(checkFileName(path)).toEqual([]);
  },
);

test.each([
  ['packages/sql/src/caseNode.ts', 'kebab-case'],
  ['packages/sql/src/CaseNode.ts', 'kebab-case'],
  ['packages/sql/src/case_node.ts', 'kebab-case'],
  ['packages/sql/src/utils.ts', '"utils"'],
  ['packages/sql/src/common/node.ts', '"common"'],
  ['packages/sql/src/date-helpers.test.ts', '"helpers"'],
  ['packages/lake/src/snapshot-manager.ts', '"manager"'],
])('%s is not, because of %s', (path, because) => {
  expect(report(checkFileName(path))[0]).toContain(because);
});
