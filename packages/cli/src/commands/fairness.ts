import { attributeGroups } from '@gradus/assessment';
import { adverseImpact } from '@gradus/statistics';
import { addCommand, addEngineOptions, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { engineOptions, type EngineOptions } from '../option/engine.ts';
import { fairnessText, type FairnessReport } from '../output/fairness.ts';
import { jsonText } from '../output/json.ts';

interface FairnessOptions extends SharedOptions, EngineOptions {
  readonly lake: string;
  readonly result: string;
  readonly attributes: string;
}

/** Groups with fewer customers show no figures: they would tell of persons, and chance would speak. */
const leastCustomers = 30;
/** Four fifths. */
const limit = 4 / 5;
const alpha = 1 / 20;

export function addFairness(build: Build): void {
  const { text, launch } = build;
  const command = addCommand(build, 'fairness', {
    en: 'compare tiers by protected attributes that stand in a file of their own',
    'zh-CN': '按受保护特征比较等级分布（特征单独成文件）',
  })
    .requiredOption('--lake <dir>', text({ en: 'folder of the lake', 'zh-CN': '数据湖目录' }))
    .requiredOption('--result <dir>', text({ en: 'result of an assessment', 'zh-CN': '评级结果目录' }))
    .requiredOption(
      '--attributes <file>',
      text({
        en: 'CSV with customer_id and a column per attribute; not taken into the lake',
        'zh-CN': 'CSV，含 customer_id 与各特征列；不进入数据湖',
      }),
    );
  addEngineOptions(command, build).action((options: FairnessOptions) =>
    launch(options, (context) => fairness(context, options)),
  );
}

async function fairness(context: Context, options: FairnessOptions): Promise<number> {
  const { attributes, ...rest } = await attributeGroups({
    lakeDirectory: options.lake,
    resultDirectory: options.result,
    attributesFile: options.attributes,
    ...engineOptions(options, context),
  });
  const report: FairnessReport = {
    ...rest,
    leastCustomers,
    limit,
    alpha,
    attributes: attributes.map(({ name, groups }) => ({
      name,
      groups: adverseImpact(groups, { leastCustomers, alpha, limit }).map((figures, at) => ({
        ...figures,
        unrated: figures.isSmall ? null : (groups[at]?.unrated ?? 0),
      })),
    })),
  };
  context.out(context.isJson ? jsonText(report) : fairnessText(report, context));
  return exitCodes.ok;
}
