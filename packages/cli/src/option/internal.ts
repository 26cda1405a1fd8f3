import type { LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';

export const internalHelp: LocalText = {
  en: 'for risk and audit: with score, points and codes that confidential rules withhold',
  'zh-CN': '供风险与审计使用：包含保密规则所隐去的得分、分值和原因代码',
};

/** Passes `isInternal` on; when it is set, says beside the output that it is not for everybody's eyes. */
export function noteInternal(isInternal: boolean, context: Context): boolean {
  const note: LocalText = {
    en: 'This output names confidential rules: for risk and audit only, not for branches or customers.',
    'zh-CN': '本次输出包含保密规则的信息：仅供风险与审计使用，不得提供给网点或客户。',
  };
  if (isInternal) context.err(`${context.say(note)}\n`);
  return isInternal;
}
