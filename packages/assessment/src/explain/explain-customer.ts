import {
  explainDecision,
  renderExplanation,
  type CustomerColumns,
  type ExplainInput,
  type Explanation,
  type IndicatorValues,
  type Plan,
} from '@gradus/policy';
import { assert, failure, suggest, type Day, type Locale } from '@gradus/schema';
import { openDuckdb, parquetSource, quoteText, type Row, type Session } from '@gradus/engine';
import { attachVault, openLake } from '@gradus/lake';
import { openResult, type Result } from '../result/result-folder.ts';
import { attach } from '../run/attached-lake.ts';
import { pinnedManifest, planOfDocument } from '../run/replay.ts';
import { decisionOfRow } from './decision-of-row.ts';
import { explainedSteps, type ExplainedStep } from './explained-steps.ts';

export type { ExplainedStep } from './explained-steps.ts';

export interface ExplainOptions {
  readonly lakeDirectory: string;
  readonly resultDirectory: string;
  /** As the bank's own systems write it. */
  readonly customerId: string;
  readonly locale: Locale;
  /** Whether the reader is risk or audit, and may learn what confidential rules did. */
  readonly isInternal: boolean;
  readonly threads: number;
  readonly memoryMib: number;
}

/** One customer's result in words, and what would lead to a better tier. */
export interface CustomerExplanation {
  readonly customerId: string;
  readonly explanation: Explanation;
  readonly nextSteps: readonly string[];
  /** The same for a program. */
  readonly steps: readonly ExplainedStep[];
  /** All of it as lines for a terminal. */
  readonly text: string;
}

/** How many near ids are looked at for a suggestion. */
const nearIds = 20;

/**
 * Says why a customer has a tier.
 *
 * Errors: `assessment.unknown-customer`, `assessment.customer-not-in-result`, those of openResult, `lake.*`.
 */
export async function explainCustomer(options: ExplainOptions): Promise<CustomerExplanation> {
  const result = await openResult(options.resultDirectory);
  const lake = await openLake(options.lakeDirectory);
  const manifest = await pinnedManifest(lake, result);
  const plan = planOfDocument(result.document);
  const session = await openDuckdb({ ...options, temporaryDirectory: null });
  try {
    await attachVault(session, lake, await lake.head());
    const named = await keyOf(session, options.customerId);
    const { links } = await attach(session, lake, manifest, plan.asOf);
    // Who was merged away is explained by who stands for them.
    const key = links.ownerOf.get(named) ?? named;
    const row = await resultRow(session, result, key, options.customerId);
    const shown = options.isInternal ? { plan: openPlan(plan), row: openRow(row) } : { plan, row };
    const customer = await customerColumns(session, key);
    const input = inputOf(shown.plan, shown.row, customer);
    const steps = await explainedSteps(session, { plan: shown.plan, key, input, locale: options.locale });
    return explainRow(shown.plan, input, steps, options);
  } finally {
    await session.close();
  }
}

/** The policy as if none of its rules were confidential: it decides the same and hides nothing. */
function openPlan(plan: Plan): Plan {
  const rules = plan.rules.map((rule) => ({ ...rule, confidential: false }));
  return { ...plan, rules, neutralReason: null };
}

const openRow = (row: Row): Row => ({ ...row, reasons: row['internal_reasons'] ?? null });

function inputOf(plan: Plan, row: Row, customer: CustomerColumns): ExplainInput {
  const values: IndicatorValues = Object.fromEntries(
    plan.indicators.map(({ name }) => [name, row[name] as bigint | null]),
  );
  return { values, decision: decisionOfRow(plan, row), customer };
}

function explainRow(
  plan: Plan,
  input: ExplainInput,
  steps: readonly ExplainedStep[],
  { customerId, locale }: ExplainOptions,
): CustomerExplanation {
  const explanation = explainDecision(plan, input, locale);
  const texts = steps.map(({ text }) => text);
  const heading = locale === 'zh-CN' ? `客户 ${customerId}` : `Customer ${customerId}`;
  const next =
    steps.length === 0
      ? ''
      : `\n${locale === 'zh-CN' ? '下一步' : 'Next step'}\n${texts.map((step) => `  ${step}\n`).join('')}`;
  return {
    customerId,
    explanation,
    nextSteps: texts,
    steps,
    text: `${heading}\n${renderExplanation(explanation)}${next}`,
  };
}

async function keyOf(session: Session, customerId: string): Promise<bigint> {
  const [row] = await session.rows(
    `SELECT entity_key FROM identity WHERE entity = 'customer' AND external_id = ${quoteText(customerId)}`,
  );
  if (row !== undefined) return row['entity_key'] as bigint;
  const near = await session.rows(
    `SELECT external_id FROM identity WHERE entity = 'customer' AND external_id IS NOT NULL
     ORDER BY levenshtein(external_id, ${quoteText(customerId)}), external_id LIMIT ${nearIds}`,
  );
  const suggestions = suggest(
    customerId,
    near.map((one) => String(one['external_id'])),
  );
  throw failure('assessment.unknown-customer', { customerId, suggestions });
}

async function resultRow(session: Session, result: Result, key: bigint, customerId: string): Promise<Row> {
  const source = parquetSource(result.tierFiles, result.document.columns);
  const [row] = await session.rows(`SELECT * FROM ${source} AS row WHERE customer_key = ${key}`);
  if (row !== undefined) return row;
  throw failure('assessment.customer-not-in-result', {
    customerId,
    folder: result.folder,
    asOf: result.document.asOf,
  });
}

async function customerColumns(session: Session, key: bigint): Promise<CustomerColumns> {
  const [row] = await session.rows(
    `SELECT opened_on, birth_year, status FROM customer WHERE customer_key = ${key}`,
  );
  assert(row !== undefined, 'who is in a result is in the lake that it was made from');
  return {
    openedOn: row['opened_on'] as Day,
    birthYear: row['birth_year'] as number | null,
    status: row['status'] as string | null,
  };
}
