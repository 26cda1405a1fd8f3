import type { ImportReport } from '@gradus/lake';
import type { LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText } from './figure.ts';
import { causeLines } from './import-cause.ts';
import { consequenceLines, leftOutAdvice } from './import-consequence.ts';
import type { Cause } from './reject-words.ts';

const groupsMax = 12;

/** Why rows were rejected: causes, then what follows from them, most rows first; and where all of them are listed. */
export function rejectBlocks(report: ImportReport, context: Context): string[][] {
  const { byCode, path } = report.rejects;
  if (path === null) return [];
  const ofCode = (...wanted: readonly string[]): Cause[] =>
    byCode.filter(({ code }) => wanted.includes(code));
  const place = { path, context };
  const leftOut = ofCode('intake.left-out-reference');
  return [
    titled(
      titles.causes,
      byCode.filter(({ isConsequence }) => !isConsequence),
      place,
      (cause) => causeLines(cause, report, context),
    ),
    titled(
      titles.rejected,
      ofCode('intake.rejected-reference', 'intake.closed-lacks-rejected'),
      place,
      consequenceLines,
    ),
    [
      ...titled(titles.leftOut, leftOut, place, consequenceLines),
      ...(leftOut.length === 0 ? [] : [context.say(leftOutAdvice(leftOut))]),
    ],
    [context.say({ en: `All rejects: ${path}`, 'zh-CN': `全部拒收行：${path}` })],
  ];
}

const titles = {
  causes: { en: 'Why rows were rejected, most first:', 'zh-CN': '拒收原因（按行数从多到少）：' },
  rejected: {
    en: 'Rejected as a consequence, and sound as soon as the causes are mended:',
    'zh-CN': '连带拒收（上述原因修正后即合格）：',
  },
  leftOut: {
    en: 'Rejected because they belong to what the mapping leaves out:',
    'zh-CN': '因所属对象被映射排除而拒收：',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

function titled(
  title: LocalText,
  groups: readonly Cause[],
  { path, context }: { readonly path: string; readonly context: Context },
  lines: (group: Cause, context: Context) => readonly string[],
): string[] {
  if (groups.length === 0) return [];
  const more = countText(groups.length - groupsMax);
  const others = groups.length === groupsMax + 1 ? 'cause' : 'causes';
  const rest = {
    en: `  and ${more} more ${others}, see the list of rejects in ${path}`,
    'zh-CN': `  另有 ${more} 种原因，见拒收清单 ${path}`,
  };
  return [
    context.say(title),
    ...groups.slice(0, groupsMax).flatMap((group) => lines(group, context)),
    ...(groups.length > groupsMax ? [context.say(rest)] : []),
  ];
}
