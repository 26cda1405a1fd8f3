import { inspectPolicy } from '@gradus/assessment';
import { comparePolicies, type Effect, type PolicyDocument } from '@gradus/policy';
import { diagnosticText, failure, type LocalText } from '@gradus/schema';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { readTextFile } from '../option/text-file.ts';
import { jsonText } from '../output/json.ts';

export function addDiff(build: Build): void {
  const { text, launch } = build;
  addCommand(build, 'diff', {
    en: 'say what two policies mean differently',
    'zh-CN': '比较两份政策的含义差异',
  })
    .argument('<before>', text({ en: 'policy file (YAML)', 'zh-CN': '原政策文件（YAML）' }))
    .argument('<after>', text({ en: 'the policy to compare with it', 'zh-CN': '新政策文件（YAML）' }))
    .action((before: string, after: string, options: SharedOptions) =>
      launch(options, (context) => diff(context, before, after)),
    );
}

const effects: Readonly<Record<Effect, LocalText>> = {
  better: { en: 'better for customers', 'zh-CN': '对客户更有利' },
  worse: { en: 'worse for customers', 'zh-CN': '对客户更不利' },
  either: { en: 'better or worse, by customer', 'zh-CN': '因客户而异' },
  none: { en: 'no tier or treatment changes by it', 'zh-CN': '不影响等级与措施' },
};

async function diff(context: Context, beforeFile: string, afterFile: string): Promise<number> {
  const before = await readPolicyFile(beforeFile, 1);
  const after = await readPolicyFile(afterFile, 2);
  const difference = comparePolicies(before, after);
  if (context.isJson) {
    context.out(jsonText(difference));
    return exitCodes.ok;
  }
  const { changes } = difference;
  if (changes.length === 0) {
    context.out(`${context.say({ en: 'The two policies mean the same.', 'zh-CN': '两份政策含义相同。' })}\n`);
  }
  for (const effect of ['worse', 'either', 'better', 'none'] as const) {
    const some = changes.filter((one) => one.effect === effect);
    if (some.length === 0) continue;
    context.out(`${context.say(effects[effect])}\n`);
    for (const { text } of some) context.out(`  ${context.say(text)}\n`);
  }
  return exitCodes.ok;
}

async function readPolicyFile(file: string, which: 1 | 2): Promise<PolicyDocument> {
  const { document, diagnostics } = inspectPolicy(await readTextFile(file));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (document !== null && first === undefined) return document;
  const texts = {
    en: first === undefined ? '' : diagnosticText(first, 'en'),
    'zh-CN': first === undefined ? '' : diagnosticText(first, 'zh-CN'),
  };
  throw failure('policy.not-comparable', { which, count: errors.length, first: texts });
}
