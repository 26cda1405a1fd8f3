import { writeFile } from 'node:fs/promises';
import {
  compareRuns,
  compareWithBank,
  customerIdsOf,
  erasedId,
  planOfDocument,
  type BankCauseName,
  type InputName,
  type MonthComparison,
  type RunComparison,
} from '@gradus/assessment';
import { failure } from '@gradus/schema';
import { addCommand, addEngineOptions, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { engineOptions, type EngineOptions } from '../option/engine.ts';
import { withTemporaryFolder } from '../option/temporary-folder.ts';
import { parseNumberOption } from '../option/value.ts';
import {
  bankCauseDetail,
  bankCauseTitles,
  byCause,
  comparisonText,
  inputTitles,
  maskedId,
  type ShownComparison,
} from '../output/comparison.ts';
import { comparisonCsv } from '../output/comparison-csv.ts';
import { moneyText } from '../output/figure.ts';
import { jsonText } from '../output/json.ts';
import { progressView } from '../output/progress.ts';
import { stepReporter } from '../output/step.ts';

interface CompareCommandOptions extends SharedOptions, EngineOptions {
  readonly lake?: string;
  readonly bank?: boolean;
  readonly tiers?: string;
  readonly out?: string;
  readonly ids?: boolean;
  readonly page?: string;
}

const pageSize = 20;

export function addCompare(build: Build): void {
  const { text, launch } = build;
  const command = addCommand(build, 'compare', {
    en: 'say who differs between two results, or between the bank’s own tiers and results, and why',
    'zh-CN': '比对两个结果，或行内等级与结果，并说明原因',
  })
    .argument('<results...>', text({ en: 'folders of results', 'zh-CN': '评级结果目录' }))
    .option(
      '--lake <dir>',
      text({ en: 'folder of the lake; causes are then exact', 'zh-CN': '数据湖目录，指定后原因精确' }),
    )
    .option(
      '--bank',
      text({
        en: "compare each result with the bank's tiers of its day (tier_state)",
        'zh-CN': '将各结果与当日行内等级（tier_state）比对',
      }),
    )
    .option(
      '--tiers <file>',
      text({
        en: 'CSV customer_id,tier: the bank’s tiers, to compare the result with',
        'zh-CN': 'CSV（customer_id,tier）：行内等级',
      }),
    )
    .option(
      '--out <file>',
      text({ en: 'write the differences as CSV, with full ids', 'zh-CN': '将差异写入 CSV，含完整客户号' }),
    )
    .option('--ids', text({ en: 'show ids of customers in full', 'zh-CN': '显示完整客户号' }))
    .option('--page <n>', text({ en: 'page of the list of customers', 'zh-CN': '客户清单的页码' }));
  addEngineOptions(command, build).action((results: string[], options: CompareCommandOptions) =>
    launch(options, (context) => runCompare(context, results, options)),
  );
}

async function runCompare(
  context: Context,
  results: readonly string[],
  options: CompareCommandOptions,
): Promise<number> {
  const page = options.page === undefined ? 1 : parseNumberOption('--page', options.page, 1, 1_000_000);
  const withBank = options.bank === true || options.tiers !== undefined;
  if (withBank && options.lake === undefined)
    throw failure('takeover.compare-arguments', { problem: 'lake' });
  if (!withBank && results.length !== 2) throw failure('takeover.compare-arguments', { problem: 'two' });
  const isMasked = options.ids !== true;
  const shown = withBank
    ? await shownMonths(context, results, options)
    : [await shownRuns(context, results, options)];
  if (options.out !== undefined) await writeDifferences(options.out, comparisonCsv(shown));
  const masked = shown.map((one) => ({
    ...one,
    differences: one.differences.map((row) => ({
      ...row,
      customerId:
        isMasked && row.customerId !== erasedId ? maskedId(row.customerId) : shownId(row.customerId, context),
    })),
  }));
  const titleOf = (cause: string): string => {
    const titles = withBank ? bankCauseTitles[cause as BankCauseName] : inputTitles[cause as InputName];
    return context.say(titles);
  };
  if (context.isJson) context.out(jsonText({ comparisons: masked.map(comparisonJson) }));
  else {
    const texts = masked.map((one) =>
      comparisonText(one, titleOf, { number: page, size: pageSize }, context),
    );
    context.out(texts.join('\n'));
  }
  return exitCodes.ok;
}

async function writeDifferences(file: string, csv: string): Promise<void> {
  await writeFile(file, csv).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw failure('takeover.compare-unwritable', { file, detail: code ?? message });
  });
}

function comparisonJson(one: ShownComparison) {
  const money = (minor: bigint | null): string | null =>
    minor === null ? null : moneyText(minor, one.currency).replaceAll(',', '');
  return {
    title: one.heading.en,
    cells: one.cells,
    causes: byCause(one.differences).map((group) => ({
      ...group,
      moneyMinor: undefined,
      money: money(group.moneyMinor),
    })),
    differences: one.differences.map(({ moneyMinor, ...rest }) => ({ ...rest, money: money(moneyMinor) })),
  };
}

async function shownRuns(
  context: Context,
  [before = '', after = '']: readonly string[],
  options: CompareCommandOptions,
): Promise<ShownComparison> {
  const view = progressView(context);
  const comparison = await withTemporaryFolder((temporaryDirectory) =>
    compareRuns({
      before,
      after,
      lakeDirectory: options.lake ?? null,
      ...engineOptions(options, context),
      temporaryDirectory,
      signal: context.signal,
      onProgress: stepReporter(view, context),
    }),
  ).finally(view.end);
  const ids = options.lake === undefined ? null : await customerIdsOf(options.lake);
  return {
    ...runHeading(comparison),
    cells: comparison.cells,
    differences: comparison.differences.map((one) => ({
      customerId: ids === null ? `#${one.customerKey}` : (ids.get(one.customerKey) ?? erasedId),
      from: one.from,
      to: one.to,
      moneyMinor: one.moneyMinor,
      causes: one.causes,
      detail: '',
    })),
  };
}

function runHeading({ before, after, inputs, isExact }: RunComparison) {
  const differing = inputs.length === 0 ? '-' : inputs.map((name) => inputTitles[name].en).join(', ');
  const differingZh = inputs.length === 0 ? '-' : inputs.map((name) => inputTitles[name]['zh-CN']).join('、');
  const plan = planOfDocument(after.document);
  return {
    heading: {
      en: `From ${before.folder} (${before.document.asOf}) to ${after.folder} (${after.document.asOf}). What they were made from differs in: ${differing}.${isExact ? '' : ' Without --lake the causes are all that the results do not rule out.'}`,
      'zh-CN': `由 ${before.folder}（${before.document.asOf}）到 ${after.folder}（${after.document.asOf}）。两者的输入不同之处：${differingZh}。${isExact ? '' : '未指定 --lake，列出结果未能排除的全部原因。'}`,
    },
    sides: { from: { en: 'before', 'zh-CN': '前' }, to: { en: 'after', 'zh-CN': '后' } },
    tiers: plan.tiers.map(({ id }) => id),
    currency: plan.currency,
  };
}

async function shownMonths(
  context: Context,
  results: readonly string[],
  options: CompareCommandOptions,
): Promise<ShownComparison[]> {
  const months = await withTemporaryFolder((temporaryDirectory) =>
    compareWithBank({
      lakeDirectory: options.lake ?? '',
      results,
      tierFile: options.tiers ?? null,
      ...engineOptions(options, context),
      temporaryDirectory,
    }),
  );
  return months.map((month) => shownMonth(month, context));
}

function shownMonth({ asOf, plan, cells, differences }: MonthComparison, context: Context): ShownComparison {
  return {
    heading: {
      en: `The bank's own tiers and ours as of ${asOf}.`,
      'zh-CN': `截至 ${asOf} 的行内等级与本系统等级。`,
    },
    sides: { from: { en: 'bank', 'zh-CN': '行内' }, to: { en: 'here', 'zh-CN': '本系统' } },
    tiers: plan.tiers.map(({ id }) => id),
    currency: plan.currency,
    cells: cells.map(({ bank, ours, customers }) => ({ from: bank, to: ours, customers })),
    differences: differences.map((one) => ({
      customerId: one.customerId,
      from: one.bank,
      to: one.ours,
      moneyMinor: one.moneyMinor,
      causes: [one.cause.name],
      detail: bankCauseDetail(one, context),
    })),
  };
}

function shownId(id: string, context: Context): string {
  return id === erasedId && !context.isJson ? context.say({ en: erasedId, 'zh-CN': '已删除' }) : id;
}
