import type { ImportReport } from '@gradus/lake';
import { formatDay, type LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText } from './figure.ts';
import { nextCommand } from './next-command.ts';

/** What an import was told on the command line. */
export interface CommandPlace {
  readonly mappingPath: string;
  readonly lakeDirectory: string;
  readonly context: Context;
}

/** Whether anything was taken in, and what to do next. */
export function outcomeText(report: ImportReport, place: CommandPlace): string[] {
  if (report.status === 'refused') return refusedText(report, place);
  const { context } = place;
  const verdict =
    report.status === 'accepted'
      ? { en: `Batch ${report.batch}: accepted`, 'zh-CN': `批次 ${report.batch}：已接收` }
      : {
          en: `Batch ${report.batch}: the same files were imported with the same mapping before; the lake is unchanged`,
          'zh-CN': `批次 ${report.batch}：此前已用同一映射导入相同文件；数据湖没有变化`,
        };
  return [context.say(verdict), ...leftBehind(report, context), context.say(assessCommand(report, place))];
}

/** Findings that the files may be to blame for as much as the mapping. */
const ofFiles: readonly string[] = ['intake.missing-file', 'intake.missing-column'];

function refusedText({ rejects, reasons, differences }: ImportReport, place: CommandPlace): string[] {
  const { context, mappingPath } = place;
  const verdict = {
    en: 'Refused: nothing of this delivery was taken. The lake is unchanged.',
    'zh-CN': '已拒绝：本批数据未导入任何内容，数据湖没有变化。',
  };
  const isMapping = reasons.some(({ position }) => position !== null);
  const isOfFiles = reasons.some(({ code }) => ofFiles.includes(code));
  const orFiles: LocalText = isOfFiles
    ? { en: ', or deliver what it names there', 'zh-CN': '，或补交其所指的内容' }
    : { en: '', 'zh-CN': '' };
  const next: LocalText = isMapping
    ? {
        en: `Next: correct ${mappingPath} where the marks are${orFiles.en}, and run the same command again.`,
        'zh-CN': `下一步：按标记处修正 ${mappingPath}${orFiles['zh-CN']}，然后重新运行同一命令。`,
      }
    : rejects.total + differences.total > 0
      ? {
          en: `Next: mend the causes above, in ${mappingPath} or in the files, and run the same command again.`,
          'zh-CN': `下一步：在 ${mappingPath} 或源文件中修正上述原因，然后重新运行同一命令。`,
        }
      : {
          en: 'Next: mend what is told above, and run the same command again.',
          'zh-CN': '下一步：按上述提示修正，然后重新运行同一命令。',
        };
  return [context.say(verdict), context.say(next)];
}

/** Rejected rows of an accepted batch are easily taken for accepted ones. */
function leftBehind({ status, rejects }: ImportReport, context: Context): string[] {
  if (status !== 'accepted' || rejects.total === 0) return [];
  return [
    context.say({
      en:
        rejects.total === 1
          ? 'One rejected row is within the tolerance and is not in the lake.'
          : `${countText(rejects.total)} rejected rows are within the tolerance and are not in the lake.`,
      'zh-CN': `拒收 ${countText(rejects.total)} 行，在容差之内，未进入数据湖。`,
    }),
  ];
}

function assessCommand({ monthEnds, latestDay }: ImportReport, { lakeDirectory }: CommandPlace): LocalText {
  const day = monthEnds.at(-1) ?? latestDay;
  const asOf = day === null ? 'YYYY-MM-DD' : formatDay(day);
  const command = (policy: string, result: string): string =>
    nextCommand('assess', '--lake', lakeDirectory, '--policy', policy, '--as-of', asOf, '--out', result);
  return {
    en: `Next: ${command('POLICY', 'RESULT')}`,
    'zh-CN': `下一步：${command('政策文件', '结果目录')}`,
  };
}
