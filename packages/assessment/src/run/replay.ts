import path from 'node:path';
import type { Session } from '@gradus/engine';
import { dialects, printQuery } from '@gradus/sql';
import type { Lake } from '@gradus/lake';
import { compileDecision, type Plan } from '@gradus/policy';
import { assert, failure, parseDay, type Day } from '@gradus/schema';
import { planOf } from '../plan/plan-of.ts';
import type { AssessmentDocument } from '../result/document.ts';
import type { Result } from '../result/result-folder.ts';
import { attach, type AttachedLake } from './attached-lake.ts';
import { registerNoOverrides, registerPinnedOverrides } from './overrides.ts';
import { registerPrevious } from './previous.ts';

/** The plan of a result, from the policy text that it holds. Errors: `assessment.policy-refused`. */
export function planOfDocument({ policy, asOf, previous }: AssessmentDocument): Plan {
  return planOf(policy.text, pinnedDay(asOf), previous === null ? null : pinnedDay(previous.asOf));
}

export function pinnedDay(text: string): Day {
  const day = parseDay(text);
  assert(day !== null, `a sealed document has real days, not ${text}`);
  return day;
}

/**
 * Offers what a result was made from as relations of the session: the lake as it was then, `previous` and `override`.
 * Reads the lake and the result folder, nothing else.
 *
 * Errors: `assessment.result-of-other-lake`.
 */
export async function attachPinned(session: Session, lake: Lake, result: Result): Promise<AttachedLake> {
  const { document, folder } = result;
  const manifest = await pinnedManifest(lake, result);
  const attached = await attach(session, lake, manifest, result.asOf);
  const input = (name: string): string => path.join(folder, 'inputs', name);
  await registerPrevious(session, document.previous === null ? [] : [input('previous.parquet')]);
  if (document.overrides === null) await registerNoOverrides(session);
  else await registerPinnedOverrides(session, input('overrides.parquet'));
  return attached;
}

/** The state of the lake that a result was made from. Errors: `assessment.result-of-other-lake`. */
export async function pinnedManifest(lake: Lake, { folder, document }: Result) {
  const { manifest: number, sha256 } = document.lake;
  const manifest = await lake.manifest(number).catch(() => null);
  if (manifest?.sha256 !== sha256)
    throw failure('assessment.result-of-other-lake', { folder, manifest: number });
  return manifest;
}

/** Decides from `indicator`, `previous` and `override` into a table of the session. */
export async function makeDecisions(
  session: Session,
  plan: Plan,
  relation: string,
  signal?: AbortSignal,
): Promise<void> {
  const query = printQuery(compileDecision(plan), dialects.duckdb);
  await session.run(`CREATE OR REPLACE TEMP TABLE ${relation} AS\n${query}`, { signal });
}
