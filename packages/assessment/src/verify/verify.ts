import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { diagnostic, Failure, type Code, type DataOf, type Diagnostic } from '@gradus/schema';
import { hashFile, openDuckdb } from '@gradus/engine';
import { openLake, verifyLake, type Lake } from '@gradus/lake';
import { resultColumns } from '@gradus/policy';
import { documentName, readSealed, type SealedDocument } from '../result/document.ts';
import { listFiles } from '../result/file-hash.ts';
import { openResult, type Result } from '../result/result-folder.ts';
import { digestOfRelation, registerRows } from '../run/digest.ts';
import { countStaleLoans, findUnreported, makeIndicators } from '../run/indicators.ts';
import { linkStates } from '../run/linked-states.ts';
import { attachPinned, makeDecisions, pinnedManifest, planOfDocument } from '../run/replay.ts';
import type { Supervision } from '../run/steps.ts';
import { summarise } from '../run/summary.ts';

export interface VerifyOptions extends Supervision {
  readonly lakeDirectory: string;
  readonly resultDirectory: string;
  readonly threads: number;
  readonly memoryMib: number;
  /** Folder for what does not fit in memory; null: nothing is spilled. */
  readonly temporaryDirectory: string | null;
}

/** What verifying found; paths in findings are from the folder in question. */
export interface Verification {
  readonly lake: readonly Diagnostic[];
  readonly result: readonly Diagnostic[];
  readonly isVerified: boolean;
}

/**
 * Checks every byte of a result and of the lake under it, then assesses again from the pinned inputs and compares.
 * Needs the two folders and nothing else. What is wrong is a finding, never thrown.
 *
 * Errors: `lake.not-a-lake`, `engine.interrupted`.
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const lake = await openLake(options.lakeDirectory);
  const lakeFindings = await verifyLake(options.lakeDirectory);
  const resultFindings = await verifyFiles(options.resultDirectory);
  const errors = [...lakeFindings, ...resultFindings].filter(({ severity }) => severity === 'error');
  if (errors.length === 0) resultFindings.push(...(await verifyByReplay(lake, options)));
  const isVerified = [...lakeFindings, ...resultFindings].every(({ severity }) => severity !== 'error');
  return { lake: lakeFindings, result: resultFindings, isVerified };
}

/** Compares the files of a result folder with its document. */
async function verifyFiles(folder: string): Promise<Diagnostic[]> {
  const bytes = await readFile(path.join(folder, documentName)).catch(() => null);
  if (bytes === null) return [finding('assessment.file-missing', documentName, { file: documentName })];
  const document = readSealed(bytes);
  if (document === 'altered')
    return [finding('assessment.file-changed', documentName, { file: documentName })];
  if (document === 'unknown') return [finding('assessment.result-unknown-format', documentName, { folder })];
  const known = new Set([documentName, ...document.files.map((file) => file.path)]);
  const strays = (await listFiles(folder)).filter((file) => !known.has(file));
  return [
    ...(await changedFiles(folder, document)),
    ...strays.map((file) => finding('assessment.file-unexpected', file, { file })),
  ];
}

async function changedFiles(folder: string, document: SealedDocument): Promise<Diagnostic[]> {
  const findings: Diagnostic[] = [];
  for (const { path: file, sha256 } of document.files) {
    const found = await hashFile(path.join(folder, file)).catch(() => null);
    if (found === null) findings.push(finding('assessment.file-missing', file, { file }));
    else if (found.sha256 !== sha256) findings.push(finding('assessment.file-changed', file, { file }));
  }
  return findings;
}

async function verifyByReplay(lake: Lake, options: VerifyOptions): Promise<Diagnostic[]> {
  try {
    const result = await openResult(options.resultDirectory);
    await pinnedManifest(lake, result);
    return await replay(lake, result, options);
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'engine.interrupted') throw error;
    if (error.code === 'assessment.result-of-other-lake') {
      return [diagnostic(error.code, 'error', { position: null, path: documentName }, error.data as never)];
    }
    return [finding('assessment.replay-failed', documentName, { cause: error.code, detail: error.message })];
  }
}

async function replay(lake: Lake, result: Result, options: VerifyOptions): Promise<Diagnostic[]> {
  const { document } = result;
  const session = await openDuckdb(options);
  try {
    const plan = planOfDocument(result.document);
    const columns = resultColumns(plan);
    const recorded = document.digest;
    const findings: Diagnostic[] = [];
    await registerRows(session, 'written', result.tierFiles, document.columns);
    const written = await digestOfRelation(session, 'written', document.columns);
    if (written !== recorded)
      findings.push(finding('assessment.digest-differs', documentName, { recorded, found: written }));
    const attached = await attachPinned(session, lake, result);
    await makeIndicators(attached, plan, options);
    await linkStates(attached, plan);
    await makeDecisions(session, plan, 'replayed', options.signal);
    const found = await digestOfRelation(session, 'replayed', columns);
    if (found !== recorded)
      findings.push(finding('assessment.replay-differs', documentName, { recorded, found }));
    const counts = {
      ...(await summarise(session, plan, 'replayed')),
      staleLoans: await countStaleLoans(session, plan),
      unreported: await findUnreported(session, plan),
    };
    if (JSON.stringify(counts) !== JSON.stringify(document.counts)) {
      findings.push(finding('assessment.counts-differ', documentName, {}));
    }
    return findings;
  } finally {
    await session.close();
  }
}

function finding<C extends Code>(code: C, file: string, data: DataOf<C>): Diagnostic {
  return diagnostic(code, 'error', { position: null, path: file }, data);
}
