import { assess, type SealedDocument } from '@gradus/assessment';
import { addCommand, addEngineOptions, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { parseChoice } from '../option/choice.ts';
import { engineOptions, type EngineOptions } from '../option/engine.ts';
import { readTextFile } from '../option/text-file.ts';
import { parseDateOption } from '../option/value.ts';
import { jsonText } from '../output/json.ts';
import { progressView } from '../output/progress.ts';
import { stepReporter } from '../output/step.ts';
import { pyramidText } from '../output/pyramid.ts';

interface AssessCommandOptions extends SharedOptions, EngineOptions {
  readonly lake: string;
  readonly policy: string;
  readonly asOf: string;
  readonly previous?: string;
  readonly overrides?: string;
  readonly indicators?: string;
  readonly out: string;
  readonly engine: string;
}

export function addAssess(build: Build): void {
  const { text, launch } = build;
  const command = addCommand(build, 'assess', {
    en: 'put every customer in a tier',
    'zh-CN': '对全部客户评级',
  })
    .requiredOption('--lake <dir>', text({ en: 'folder of the lake', 'zh-CN': '数据湖目录' }))
    .requiredOption('--policy <file>', text({ en: 'policy file', 'zh-CN': '政策文件' }))
    .requiredOption(
      '--as-of <date>',
      text({ en: 'business date, YYYY-MM-DD', 'zh-CN': '截止日，YYYY-MM-DD' }),
    )
    .option('--previous <dir>', text({ en: 'result of the assessment before', 'zh-CN': '上期评级结果目录' }))
    .option(
      '--overrides <file>',
      text({
        en: 'CSV: customer_id,tier,until,reason,approver',
        'zh-CN': '人工调整 CSV：customer_id,tier,until,reason,approver',
      }),
    )
    .option(
      '--indicators <dir>',
      text({
        en: 'take the indicators of a result of the same lake and day, instead of working them out',
        'zh-CN': '沿用同一数据湖、同一截止日的评级结果中的指标，不再重新计算',
      }),
    )
    .requiredOption('--out <dir>', text({ en: 'folder that becomes the result', 'zh-CN': '结果目录' }))
    .option('--engine <name>', text({ en: 'engine', 'zh-CN': '引擎' }), 'duckdb');
  addEngineOptions(command, build).action((options: AssessCommandOptions) =>
    launch(options, (context) => runAssess(context, options)),
  );
}

async function runAssess(context: Context, options: AssessCommandOptions): Promise<number> {
  parseChoice('--engine', options.engine, ['duckdb']);
  const asOf = parseDateOption('--as-of', options.asOf);
  const engine = engineOptions(options, context);
  const view = progressView(context);
  const document = await assess({
    lakeDirectory: options.lake,
    policyText: await readTextFile(options.policy),
    asOf,
    previous: options.previous ?? null,
    overrides: options.overrides ?? null,
    indicatorsFrom: options.indicators ?? null,
    out: options.out,
    ...engine,
    now: new Date(context.nowMs()).toISOString(),
    processId: context.processId,
    version: context.version,
    signal: context.signal,
    onProgress: stepReporter(view, context),
  }).finally(view.end);
  context.out(context.isJson ? jsonText(shortened(document)) : outcomeText(document, options.out, context));
  return exitCodes.ok;
}

/** The document without what is long and stands in the file. */
function shortened(document: SealedDocument) {
  const { policy, columns: _columns, files: _files, ...rest } = document;
  return { ...rest, policy: { id: policy.id, hash: policy.hash } };
}

function outcomeText(document: SealedDocument, out: string, context: Context): string {
  const { staleLoans, unreported, missing, rated } = document.counts;
  const absent = missing.filter(({ customers }) => rated > 0 && customers === rated);
  const names = absent.map(({ indicator }) => indicator).join(', ');
  const empty = {
    en: `No rated customer has a value for: ${names}. Is a delivery missing?\n`,
    'zh-CN': `所有已评级客户都缺少以下指标的数值：${names}。是否缺少数据？\n`,
  };
  const stale = {
    en: `${staleLoans} loan(s) have no recent report; their last one counted.\n`,
    'zh-CN': `有 ${staleLoans} 笔贷款近期没有报告，按最近一次报告计算。\n`,
  };
  const blind = {
    en: `Loan reports begin on ${unreported?.reportsFrom ?? ''}; the time before, which ${unreported?.indicators.join(', ') ?? ''} would look at too, counts as without arrears.\n`,
    'zh-CN': `贷款报告自 ${unreported?.reportsFrom ?? ''} 起；${unreported?.indicators.join('、') ?? ''} 的窗口更早，此前的时间按没有逾期计算。\n`,
  };
  const where = {
    en: `Result: ${out}\nDigest: ${document.digest}\n`,
    'zh-CN': `结果目录：${out}\n摘要：${document.digest}\n`,
  };
  const { asOf, lake } = document;
  const late = {
    en: `The lake knows nothing after ${lake.latestDay}; is a delivery up to ${asOf} missing?\n`,
    'zh-CN': `数据湖中没有 ${lake.latestDay} 之后的数据；是否缺少截至 ${asOf} 的数据批次？\n`,
  };
  const notes = [
    ...(absent.length === 0 ? [] : [context.say(empty)]),
    ...(staleLoans === 0 ? [] : [context.say(stale)]),
    ...(unreported === null ? [] : [context.say(blind)]),
    ...(lake.latestDay === null || lake.latestDay >= asOf ? [] : [context.say(late)]),
  ];
  return `${pyramidText(document, context)}\n${notes.join('')}${context.say(where)}`;
}
