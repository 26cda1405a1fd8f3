import type { ImportProgress } from '@gradus/lake';
import type { LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import type { ProgressView } from './progress.ts';

const titles: Readonly<Record<ImportProgress['phase'], LocalText>> = {
  read: { en: 'reading files', 'zh-CN': '读取文件' },
  check: { en: 'checking rows', 'zh-CN': '校验数据' },
  write: { en: 'writing tables', 'zh-CN': '写入数据表' },
  derive: { en: 'deriving balances', 'zh-CN': '推算余额' },
  commit: { en: 'committing', 'zh-CN': '提交' },
};

/** Shows the phases of an import. */
export function intakeReporter(view: ProgressView, context: Context): (progress: ImportProgress) => void {
  return ({ phase, done, total }) => view.show(context.say(titles[phase]), total === 0 ? 0 : done / total);
}
