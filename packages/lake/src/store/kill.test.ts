import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded, testSize } from '../../../../tools/test-size.ts';
import { runAndKill } from '../trial/killed-process.ts';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { openLake } from './lake.ts';
import { verifyLake } from './verify-lake.ts';

/** Starts an import in a process of its own and kills it after `milliseconds`; whether it got to its end. */
async function importAndKill(folder: string, source: string, milliseconds: number | null): Promise<boolean> {
  const args = [path.join(folder, 'lake'), source, path.join(folder, 'mapping.yaml')];
  const printed = await runAndKill({
    script: 'import-once.ts',
    args,
    begin: 'read',
    milliseconds,
    cache: folder,
  });
  return printed.includes('accepted');
}

const entries = (batch: number): string =>
  `id,account,day,amount,purpose\n${Array.from({ length: 300 }, (_, index) => `${batch}-${index},A1,2024-0${1 + (index % 6)}-10,${index}.5,other`).join('\n')}\n`;

test('an import that is killed at any moment leaves the lake as it was, or with the whole batch', async () => {
  const times = testSize() === 'long' ? 200 : 14;
  const [delays = []] = fc.sample(
    fc.array(fc.integer({ min: 0, max: 900 }), { minLength: times, maxLength: times }),
    {
      seed: seeded('kill'),
      numRuns: 1,
    },
  );
  await using trial = await TrialLake.open();
  await trial.import(smallMapping(), smallFiles);
  await writeFile(path.join(trial.folder, 'mapping.yaml'), smallMapping({ customer: null, account: null }));
  let expected = 4;
  for (const [index, delay] of [null, ...delays].entries()) {
    const before = await (await openLake(trial.directory)).head();
    const source = await trial.deliver({ 'entries.csv': entries(index) });
    const said = await importAndKill(trial.folder, source, delay);
    const after = await (await openLake(trial.directory)).head();
    expect(after.number - before.number, `killed after ${delay} ms`).toBeOneOf(said ? [1] : [0, 1]);
    expected += (after.number - before.number) * 300;
    const findings = await verifyLake(trial.directory);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await trial.rows('SELECT count(*) AS n FROM entry')).toEqual([{ n: BigInt(expected) }]);
  }
  // The next import works, and clears away what the dead ones left.
  const mapping = smallMapping({ head: '# last', customer: null, account: null });
  expect(await trial.import(mapping, { 'entries.csv': entries(times + 1) })).toMatchObject({
    status: 'accepted',
  });
  expect(await verifyLake(trial.directory)).toEqual([]);
  expect(await trial.rows('SELECT count(*) AS n FROM entry')).toEqual([{ n: BigInt(expected + 300) }]);
  expect((await readdir(trial.directory)).toSorted()).toEqual(['manifests', 'tables', 'temporary', 'vault']);
  expect(await readdir(path.join(trial.directory, 'temporary'))).toEqual([]);
});
