import { readFileSync } from 'node:fs';
import {
  assert,
  diagnosticText,
  formatDay,
  formatScaled,
  parseDay,
  parseDecimal,
  toScaled,
  type Day,
} from '@gradus/schema';
import {
  planPolicy,
  readPolicy,
  resultColumns,
  traceDecision,
  type CustomerColumns,
  type IndicatorValues,
  type Plan,
  type PolicyDocument,
  type StateRow,
} from '@gradus/policy';
import type { DigestValue } from '@gradus/sql';
import type { CaseFile, CaseRow, CaseSection, CaseTable } from './decision-case.ts';
import { stateRowOf, type CaseCustomer, type ResultRow } from './decision-run.ts';

/** Gives the result rows of an assessment, in process or from an engine. */
export type RunRows = (plan: Plan, customers: readonly CaseCustomer[]) => Promise<ResultRow[]> | ResultRow[];

export interface CaseTest {
  readonly name: string;
  /** What differs from what is expected, one line each; empty when all is well. */
  readonly run: (rowsOf: RunRows) => Promise<string[]>;
}

/** The tests of a case file, one per table. Errors: an assertion that names the line of a mistake in the file. */
export function caseTests(file: CaseFile): CaseTest[] {
  let document: PolicyDocument | null = null;
  let chain: AssessmentTable[] = [];
  const tests: CaseTest[] = [];
  for (const section of file.sections) {
    if (section.kind === 'policy') {
      document = readCasePolicy(section);
      continue;
    }
    assert(document !== null, `line ${section.line}: a policy comes before its tables`);
    if (section.kind === 'customers') {
      const policy = document;
      tests.push({ name: section.title, run: (rowsOf) => checkCustomers(policy, section, rowsOf) });
      continue;
    }
    chain = [...(section.isContinued ? chain : []), { document, table: section }];
    const tables = chain;
    tests.push({ name: section.title, run: (rowsOf) => checkAssessments(tables, rowsOf) });
  }
  return tests;
}

interface AssessmentTable {
  readonly document: PolicyDocument;
  readonly table: CaseTable;
}

/** A policy from examples/policies, or from the text of a section. */
function readCasePolicy({ example, text, line }: Extract<CaseSection, { kind: 'policy' }>): PolicyDocument {
  const file = new URL(`../../examples/policies/${example}.yaml`, import.meta.url);
  const { document, diagnostics } = readPolicy(example === null ? text : readFileSync(file, 'utf8'));
  const first = diagnostics[0] === undefined ? '' : diagnosticText(diagnostics[0], 'en');
  assert(document !== null, `line ${line}: the policy cannot be read: ${first}`);
  return document;
}

async function checkCustomers(
  document: PolicyDocument,
  table: Extract<CaseSection, { kind: 'customers' }>,
  rowsOf: RunRows,
): Promise<string[]> {
  const plan = planPolicy({ document, asOf: table.asOf, previousAsOf: null });
  const customers = table.rows.map((row, index) => customerOf(plan, row, BigInt(index), null));
  const results = await rowsOf(plan, customers);
  return table.rows.flatMap((row, index) => differences(plan, row, customers[index], results[index]));
}

async function checkAssessments(tables: readonly AssessmentTable[], rowsOf: RunRows): Promise<string[]> {
  const found: string[] = [];
  let previousAsOf: Day | null = null;
  let state: StateRow | null = null;
  for (const { document, table } of tables) {
    for (const row of table.rows) {
      const asOf = parseDay(row.given.get('as_of') ?? '');
      assert(asOf !== null, `line ${row.line}: an assessment has its as_of`);
      const plan: Plan = planPolicy({ document, asOf, previousAsOf });
      const customer = customerOf(plan, row, 1n, state);
      const [result] = await rowsOf(plan, [customer]);
      found.push(...differences(plan, row, customer, result));
      assert(result !== undefined, 'one row per customer');
      state = stateRowOf(plan, result);
      previousAsOf = asOf;
    }
  }
  return found;
}

function customerOf(plan: Plan, row: CaseRow, key: bigint, previous: StateRow | null): CaseCustomer {
  const known = new Set(['as_of', 'opened_on', 'birth_year', 'status', 'override', 'override_until']);
  for (const name of row.given.keys()) {
    assert(
      known.has(name) || plan.indicators.some((one) => one.name === name),
      `line ${row.line}: no such input: ${name}`,
    );
  }
  const override = row.given.get('override') ?? null;
  const until = parseDay(row.given.get('override_until') ?? '');
  assert(override === null || until !== null, `line ${row.line}: an override has its last day`);
  return {
    key,
    customer: customerColumns(plan, row),
    values: valuesOf(plan, row),
    previous,
    override: override === null || until === null ? null : { tier: override, until },
  };
}

function customerColumns(plan: Plan, { given }: CaseRow): CustomerColumns {
  const birthYear = given.get('birth_year') ?? null;
  const status = given.get('status');
  return {
    openedOn: parseDay(given.get('opened_on') ?? '') ?? plan.asOf - 1000,
    birthYear: birthYear === null ? null : Number(birthYear),
    status: status === undefined ? 'active' : status,
  };
}

function valuesOf(plan: Plan, { given, line }: CaseRow): IndicatorValues {
  const entries = plan.indicators.map(({ name, scale, classes }) => {
    const text = given.get(name) ?? null;
    if (text === null) return [name, null] as const;
    if (classes !== null) {
      assert(classes.includes(text), `line ${line}: no such class: ${text}`);
      return [name, BigInt(classes.indexOf(text))] as const;
    }
    const decimal = parseDecimal(text);
    const value = decimal === null ? null : toScaled(decimal, scale);
    assert(value !== null, `line ${line}: no such value: ${text}`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

function differences(
  plan: Plan,
  row: CaseRow,
  customer: CaseCustomer | undefined,
  result: ResultRow | undefined,
): string[] {
  assert(customer !== undefined && result !== undefined, 'one row per customer');
  const columns = resultColumns(plan);
  return [...row.expected].flatMap(([name, wanted]) => {
    const index = columns.findIndex((column) => column.name === name);
    assert(index >= 0 || name === 'rules', `line ${row.line}: no such result: ${name}`);
    const found =
      name === 'rules' ? rulesHeld(plan, customer) : resultText(name, columns[index]?.type, result[index]);
    return found === wanted
      ? []
      : [`line ${row.line}: ${name} is ${found ?? '-'}, expected ${wanted ?? '-'}`];
  });
}

function rulesHeld(plan: Plan, { customer, values }: CaseCustomer): string | null {
  const { held } = traceDecision(plan, { customer, values });
  const ids = plan.rules.filter((_, index) => held[index] === true).map(({ id }) => id);
  return ids.length === 0 ? null : ids.join(',');
}

/** A value of the result as cases write it: points and score in points. An empty text is `none`. */
function resultText(name: string, type: string | undefined, value: DigestValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (type === 'date') return formatDay(Number(value));
  if (name === 'score') return formatScaled(BigInt(value), 6);
  if (type === 'integer') return formatScaled(BigInt(value), 2);
  return value === '' ? 'none' : String(value);
}
