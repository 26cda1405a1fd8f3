import { inspectPolicy } from '@gradus/assessment';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { readTextFile } from '../option/text-file.ts';
import { diagnosticExcerpt, diagnosticJson } from '../output/diagnostic-report.ts';
import { jsonText } from '../output/json.ts';

export function addCheck(build: Build): void {
  addCommand(build, 'check', { en: 'check a policy', 'zh-CN': '检查政策' })
    .argument('<policy>', build.text({ en: 'policy file (YAML)', 'zh-CN': '政策文件（YAML）' }))
    .action((file: string, options: SharedOptions) =>
      build.launch(options, (context) => check(context, file)),
    );
}

async function check(context: Context, file: string): Promise<number> {
  const text = await readTextFile(file);
  const { document, diagnostics } = inspectPolicy(text);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (context.isJson) {
    const findings = diagnostics.map((one) => diagnosticJson(one, context.locale));
    context.out(jsonText({ file, hash: document?.hash ?? null, errors, warnings, diagnostics: findings }));
  } else {
    for (const finding of diagnostics) {
      context.out(`${diagnosticExcerpt(finding, context.locale, file, text)}\n`);
    }
    const counts = {
      en: `${errors} error(s), ${warnings} warning(s)`,
      'zh-CN': `${errors} 个错误，${warnings} 个警告`,
    };
    context.out(`${file}: ${context.say(counts)}\n`);
  }
  return errors === 0 ? exitCodes.ok : exitCodes.failed;
}
