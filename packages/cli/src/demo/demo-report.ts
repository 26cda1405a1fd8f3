import { compareResults, explainCustomer, type SealedDocument } from '@gradus/assessment';
import { sampleEndsOn } from '@gradus/sample-bank';
import { assert, formatDay, inLocale } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText } from '../output/figure.ts';
import { migrationText } from '../output/migration-table.ts';
import { nextCommand } from '../output/next-command.ts';
import { pyramidText, tierTitles } from '../output/pyramid.ts';
import type { DemoPaths } from './demo-steps.ts';

export interface DemoMonth {
  /** Result folder. */
  readonly result: string;
  readonly document: SealedDocument;
}

export interface DemoRun {
  readonly paths: DemoPaths;
  /** Oldest first. */
  readonly months: readonly DemoMonth[];
}

/** How many movers are looked at for one to explain. */
const moversMax = 100;

/** Prints the pyramid of the last month end, who moved since the one before, and one of those explained. */
export async function reportDemo({ paths, months }: DemoRun, context: Context): Promise<void> {
  const [before, after] = months.slice(-2);
  assert(before !== undefined && after !== undefined, 'the demo assesses more than one month end');
  const { document } = after;
  context.out(`\n${pyramidText(document, context)}\n`);
  const { threads, memoryMib } = context;
  const comparison = await compareResults({
    lakeDirectory: paths.lake,
    before: before.result,
    after: after.result,
    threads,
    memoryMib,
    temporaryDirectory: null,
    moversMax,
  });
  const titles = tierTitles(document, context);
  const tiers = document.counts.tiers.map(({ tier }) => tier);
  const titleOf = (tier: string | null): string =>
    tier === null
      ? context.say({ en: 'unrated or new', 'zh-CN': '未评级或新客户' })
      : (titles.get(tier) ?? tier);
  const heading = {
    en: `Migration from ${before.document.asOf} to ${document.asOf}`,
    'zh-CN': `等级迁徙：${before.document.asOf} 至 ${document.asOf}`,
  };
  const matrix = migrationText(comparison.cells, { from: tiers, to: tiers }, titleOf, {
    measure: 'customers',
    currency: document.counts.money?.currency ?? '',
    context,
  });
  context.out(`${context.say(heading)}\n\n${matrix}\n`);
  const mover = comparison.movers.find(({ from }) => from !== null);
  if (mover === undefined) return;
  const explained = await explainCustomer({
    lakeDirectory: paths.lake,
    resultDirectory: after.result,
    customerId: mover.customerId,
    locale: context.locale,
    isInternal: false,
    threads,
    memoryMib,
  });
  context.out(`${explained.text}\n`);
}

/** What to do next, and where everything lies. */
export function endText(paths: DemoPaths, seconds: number, context: Context): string {
  const asOf = formatDay(sampleEndsOn);
  const [lake, policy, before] = [paths.lake, paths.policy, 'examples/policies/four-tiers.yaml'];
  const simulate = nextCommand(
    'simulate',
    '--lake',
    lake,
    '--policy',
    policy,
    '--against',
    before,
    '--as-of',
    asOf,
  );
  return inLocale(
    {
      en: `Done in ${countText(seconds)} s. All of it lies in ${paths.folder}:
  ${paths.source}  source files as a core system exports them
  ${paths.policy}  the policy; edit it and compare:
  ${simulate}
`,
      'zh-CN': `用时 ${countText(seconds)} 秒。全部内容位于 ${paths.folder}：
  ${paths.source}  源数据文件
  ${paths.policy}  政策文件；修改后可对比：
  ${simulate}
`,
    },
    context.locale,
    '',
  );
}
