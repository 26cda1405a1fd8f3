import type { Certificate } from '@gradus/policy';
import type { Context } from '../launch/launch.ts';

/** A certificate in lines for a terminal. */
export function certificateText(certificate: Certificate, { say }: Context): string {
  const { claim, status, treatments, counterexample } = certificate;
  const words = {
    proved: { en: 'Proved', 'zh-CN': '已证明' },
    refuted: { en: 'Refuted', 'zh-CN': '不成立' },
    open: { en: 'Not proved', 'zh-CN': '未能证明' },
  } as const;
  const [what, on] = [claim.treatments.join(', '), claim.independentOf.join(', ')];
  const lines = [
    say({
      en: `${say(words[status])}: who has ${what} does not depend on ${on}.`,
      'zh-CN': `${say(words[status])}：${what} 不依赖 ${on}。`,
    }),
  ];
  for (const { treatment, tiers, inputs, violations } of treatments) {
    const names = inputs.map(({ indicator }) => indicator).join(', ');
    lines.push(
      say({
        en: `  ${treatment} (${tiers.join(', ')}) depends on: ${names}`,
        'zh-CN': `  ${treatment}（${tiers.join('、')}）取决于：${names}`,
      }),
    );
    for (const { indicator, way } of violations) {
      const place = Object.values(way).join(' ');
      lines.push(
        say({ en: `    way: ${indicator} → ${place}`, 'zh-CN': `    途径：${indicator} → ${place}` }),
      );
    }
  }
  if (counterexample !== null) {
    const { without, having } = counterexample;
    const differing = Object.keys(having).filter((name) => having[name] !== without[name]);
    const others = Object.keys(having).filter((name) => !differing.includes(name) && having[name] !== null);
    const list = (values: Readonly<Record<string, string | null>>, names: readonly string[]): string =>
      names.map((name) => `${name} = ${values[name] ?? say({ en: 'missing', 'zh-CN': '缺失' })}`).join(', ');
    lines.push(
      say({
        en: `  For example${others.length === 0 ? '' : ` ${list(having, others)}`}: with ${list(having, differing)} the customer has it, with ${list(without, differing)} not.`,
        'zh-CN': `  例如${others.length === 0 ? '' : ` ${list(having, others)}`}：${list(having, differing)} 时适用，${list(without, differing)} 时不适用。`,
      }),
    );
  }
  lines.push(`  ${say({ en: 'policy', 'zh-CN': '政策' })} ${certificate.policy.hash}`);
  return `${lines.join('\n')}\n`;
}
