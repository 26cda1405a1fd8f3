import type { Explanation, ExplainedCharacteristic } from './explanation.ts';
import { say } from './value-text.ts';

/** An explanation as lines for a terminal, ending with a line break. */
export function renderExplanation(explanation: Explanation): string {
  const { locale, unrated, effective, score } = explanation;
  const lines = [
    say(
      locale,
      `${explanation.policy}, as of ${explanation.asOf}`,
      `${explanation.policy}，截至 ${explanation.asOf}`,
    ),
  ];
  if (unrated !== null) {
    lines.push(say(locale, `Not rated: ${unrated.text}`, `未评级：${unrated.text}`));
  } else if (effective !== null) {
    lines.push(say(locale, `Tier: ${effective.title}`, `生效等级：${effective.title}`));
    if (score !== null) lines.push(say(locale, `Score: ${score}`, `综合得分：${score}`));
    if (explanation.isWithheld) {
      lines.push(say(locale, 'Score and points are not shown.', '得分与分值不予展示。'));
    }
  }
  lines.push(
    ...section(
      say(locale, 'Reasons', '原因'),
      explanation.reasons.map(({ text }) => text),
    ),
    ...section(
      say(locale, 'Scorecard', '评分项'),
      explanation.characteristics.map((one) => characteristicLine(explanation, one)),
    ),
    ...section(say(locale, 'Rules that held', '命中规则'), ruleLines(explanation)),
    ...section(say(locale, 'Lifecycle', '等级变动'), explanation.lifecycle),
    ...section(say(locale, 'Treatments', '管理措施'), explanation.treatments),
  );
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function characteristicLine({ locale }: Explanation, one: ExplainedCharacteristic): string {
  if (one.points === null) {
    return say(locale, `${one.title}: ${one.value}`, `${one.title}：${one.value}`);
  }
  return say(
    locale,
    `${one.title}: ${one.value} (${one.applies}) gives ${one.points} of ${one.highest} points` +
      ` × ${one.weight} = ${one.contribution}`,
    `${one.title}：${one.value}（${one.applies}）得 ${one.points} 分，最高 ${one.highest} 分，` +
      `× ${one.weight} = ${one.contribution}`,
  );
}

function ruleLines({ locale, rules }: Explanation): string[] {
  return rules.map(({ id, condition, effect, isDeciding }) => {
    const mark = isDeciding ? say(locale, ' (decided the tier)', '（决定等级）') : '';
    return say(
      locale,
      `${id}: ${effect}, because ${condition}${mark}`,
      `${id}：${effect}，条件：${condition}${mark}`,
    );
  });
}
