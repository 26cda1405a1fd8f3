import path from 'node:path';
import type { Session } from '@gradus/engine';
import type { Lake, Manifest } from '@gradus/lake';
import type { Plan } from '@gradus/policy';
import type { Day } from '@gradus/schema';
import { planOf } from '../plan/plan-of.ts';
import type { Result } from '../result/result-folder.ts';
import { attach } from '../run/attached-lake.ts';
import { makeIndicators } from '../run/indicators.ts';
import { linkStates } from '../run/linked-states.ts';
import { registerNoOverrides, registerPinnedOverrides } from '../run/overrides.ts';
import { refuseUnknownTiers, registerPrevious } from '../run/previous.ts';
import { makeDecisions, pinnedDay, pinnedManifest } from '../run/replay.ts';
import type { Supervision } from '../run/steps.ts';
import { inputNames, type InputName } from './difference.ts';

/** Everything that a result was made from, each part of which can be exchanged for that of another. */
interface Inputs {
  readonly asOf: Day;
  readonly previousAsOf: Day | null;
  readonly previousFile: string | null;
  readonly manifest: Manifest;
  /** Links between customers: their files, and the day on which they are followed. */
  readonly links: { readonly manifest: Manifest; readonly asOf: Day };
  readonly policyText: string;
  readonly overrideFile: string | null;
}

/**
 * Runs the second result's inputs into the first's, one after the other, and leaves a relation `walked_<n>` of result rows
 * after each exchange; the last one is the second result. Gives the names of the inputs that differ, in that order.
 *
 * Errors: those of {@link assess}, when a mixture cannot be assessed.
 */
export async function exchangeInputs(
  session: Session,
  lake: Lake,
  { before, after }: { readonly before: Result; readonly after: Result },
  supervision: Supervision,
): Promise<InputName[]> {
  const target = await inputsOf(lake, after);
  let inputs = await inputsOf(lake, before);
  const differing = inputNames.filter((name) => differs(name, before, after));
  for (const [index, name] of differing.entries()) {
    inputs = { ...inputs, ...taken(name, target) };
    await decideFrom(session, lake, inputs, `walked_${index}`, supervision);
  }
  return differing;
}

/** Whether the documents of two results say that an input differs. */
export function differs(name: InputName, { document: a }: Result, { document: b }: Result): boolean {
  const other = (one: unknown, two: unknown): boolean => JSON.stringify(one) !== JSON.stringify(two);
  const inputFile = (document: typeof a, file: string) =>
    document.files.find(({ path: at }) => at === `inputs/${file}`)?.sha256;
  switch (name) {
    case 'time':
      return a.asOf !== b.asOf;
    case 'state':
      // Between two dates the state before is part of what time did.
      return a.asOf === b.asOf && inputFile(a, 'previous.parquet') !== inputFile(b, 'previous.parquet');
    case 'data':
      return other(a.lake.sha256, b.lake.sha256);
    case 'identity':
      return other(a.lake.sha256, b.lake.sha256) || a.asOf !== b.asOf;
    case 'policy':
      return other(a.policy.text, b.policy.text);
    case 'override':
      return inputFile(a, 'overrides.parquet') !== inputFile(b, 'overrides.parquet');
  }
}

function taken(name: InputName, from: Inputs): Partial<Inputs> {
  const { asOf, previousAsOf, previousFile, manifest, links, policyText, overrideFile } = from;
  switch (name) {
    case 'time':
      return { asOf, previousAsOf, previousFile };
    case 'state':
      return { previousAsOf, previousFile };
    case 'data':
      return { manifest };
    case 'identity':
      return { links };
    case 'policy':
      return { policyText };
    case 'override':
      return { overrideFile };
  }
}

async function inputsOf(lake: Lake, result: Result): Promise<Inputs> {
  const { document, folder, asOf } = result;
  const manifest = await pinnedManifest(lake, result);
  const input = (file: string): string => path.join(folder, 'inputs', file);
  return {
    asOf,
    previousAsOf: document.previous === null ? null : pinnedDay(document.previous.asOf),
    previousFile: document.previous === null ? null : input('previous.parquet'),
    manifest,
    links: { manifest, asOf },
    policyText: document.policy.text,
    overrideFile: document.overrides === null ? null : input('overrides.parquet'),
  };
}

async function decideFrom(
  session: Session,
  lake: Lake,
  inputs: Inputs,
  relation: string,
  supervision: Supervision,
): Promise<void> {
  const { manifest, links } = inputs;
  const { customer_link: _, ...tables } = manifest.tables;
  const linkFiles = links.manifest.tables['customer_link'];
  const mixed: Manifest = {
    ...manifest,
    tables: linkFiles === undefined ? tables : { ...tables, customer_link: linkFiles },
  };
  const plan: Plan = planOf(inputs.policyText, inputs.asOf, inputs.previousAsOf);
  const attached = await attach(session, lake, mixed, links.asOf);
  await registerPrevious(session, inputs.previousFile === null ? [] : [inputs.previousFile]);
  if (inputs.overrideFile === null) await registerNoOverrides(session);
  else await registerPinnedOverrides(session, inputs.overrideFile);
  await refuseUnknownTiers(session, plan);
  await makeIndicators(attached, plan, supervision);
  await linkStates(attached, plan);
  await makeDecisions(session, plan, relation, supervision.signal);
}
