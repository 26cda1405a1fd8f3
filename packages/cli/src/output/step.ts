import type { Progress, StepName } from '@gradus/assessment';
import type { LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import type { ProgressView } from './progress.ts';

const titles: Readonly<Record<StepName, LocalText>> = {
  inputs: { en: 'reading inputs', 'zh-CN': '读取输入' },
  indicators: { en: 'computing indicators', 'zh-CN': '计算指标' },
  tiers: { en: 'deciding tiers', 'zh-CN': '判定等级' },
  digest: { en: 'taking the digest', 'zh-CN': '计算摘要' },
  hashes: { en: 'hashing files', 'zh-CN': '计算文件哈希' },
};

/** Shows the steps of the assessment package. */
export function stepReporter(view: ProgressView, context: Context): (progress: Progress) => void {
  return ({ step, share }) => view.show(context.say(titles[step]), share);
}
