import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { assess, type SealedDocument } from '@gradus/assessment';
import { importBatch } from '@gradus/lake';
import { generateBank } from '@gradus/sample-bank';
import { assert, diagnosticText, type Day } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { intakeReporter } from '../output/intake-step.ts';
import type { ProgressView } from '../output/progress.ts';
import { stepReporter } from '../output/step.ts';

export interface DemoPaths {
  readonly folder: string;
  readonly lake: string;
  readonly source: string;
  readonly mapping: string;
  readonly policy: string;
}

const seed = 20260630;

/** Writes the sample bank under `folder`. */
export async function makeDemoBank(
  folder: string,
  customers: number,
  view: ProgressView,
  context: Context,
): Promise<DemoPaths> {
  const title = context.say({ en: 'writing a sample bank', 'zh-CN': '生成模拟银行' });
  const bank = await generateBank({
    customers,
    seed,
    out: path.join(folder, 'bank'),
    signal: context.signal,
    onProgress: (done, total) => view.show(title, done / total),
  });
  const { source, mapping, policy } = bank;
  return { folder, lake: path.join(folder, 'lake'), source, mapping, policy };
}

/** Takes the bank into a lake. */
export async function importDemoBank(paths: DemoPaths, view: ProgressView, context: Context): Promise<void> {
  const report = await importBatch({
    lakeDirectory: paths.lake,
    mappingText: await readFile(paths.mapping, 'utf8'),
    mappingPath: paths.mapping,
    sourceDirectory: paths.source,
    now: BigInt(context.nowMs()) * 1000n,
    threads: context.threads,
    memoryMib: context.memoryMib,
    signal: context.signal,
    onProgress: intakeReporter(view, context),
  });
  const [reason] = report.reasons;
  const why = reason === undefined ? '' : diagnosticText(reason, 'en');
  assert(report.status === 'accepted', `the sample bank was refused: ${why}`);
}

/** Assesses one month end. */
export async function assessMonth(
  paths: DemoPaths,
  month: { readonly asOf: Day; readonly previous: string | null; readonly out: string },
  view: ProgressView,
  context: Context,
): Promise<SealedDocument> {
  return assess({
    ...month,
    lakeDirectory: paths.lake,
    policyText: await readFile(paths.policy, 'utf8'),
    overrides: null,
    threads: context.threads,
    memoryMib: context.memoryMib,
    now: new Date(context.nowMs()).toISOString(),
    processId: context.processId,
    version: context.version,
    signal: context.signal,
    onProgress: stepReporter(view, context),
  });
}
