import { inspectPolicy } from '@gradus/assessment';
import { certify, planPolicy, unknownClaim, type Certificate, type PolicyDocument } from '@gradus/policy';
import { failure, type Day } from '@gradus/schema';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { readTextFile } from '../option/text-file.ts';
import { parseDateOption } from '../option/value.ts';
import { certificateText } from '../output/certificate.ts';
import { diagnosticExcerpt, diagnosticJson } from '../output/diagnostic-report.ts';
import { jsonText } from '../output/json.ts';

interface CheckOptions extends SharedOptions {
  readonly certificate?: string;
  readonly on?: string;
}

const dayMs = 86_400_000;

export function addCheck(build: Build): void {
  addCommand(build, 'check', { en: 'check a policy', 'zh-CN': '检查政策' })
    .argument('<policy>', build.text({ en: 'policy file (YAML)', 'zh-CN': '政策文件（YAML）' }))
    .option(
      '--certificate <claim>',
      build.text({
        en: 'prove that treatments do not depend on indicators: credit-decisions:deposits',
        'zh-CN': '证明措施不依赖指标，例如 credit-decisions:deposits',
      }),
    )
    .option(
      '--on <date>',
      build.text({ en: 'day of the check, default today', 'zh-CN': '检查所依据的日期，默认今天' }),
    )
    .action((file: string, options: CheckOptions) =>
      build.launch(options, (context) => check(context, file, options)),
    );
}

async function check(context: Context, file: string, options: CheckOptions): Promise<number> {
  const day =
    options.on === undefined ? Math.floor(context.nowMs() / dayMs) : parseDateOption('--on', options.on);
  const text = await readTextFile(file);
  const { document, diagnostics } = inspectPolicy(text);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const certificate =
    options.certificate === undefined || document === null || errors > 0
      ? null
      : certifyClaim(document, options.certificate, day);
  if (context.isJson) {
    const findings = diagnostics.map((one) => diagnosticJson(one, context.locale));
    const claimed = options.certificate === undefined ? {} : { certificate };
    context.out(
      jsonText({ file, hash: document?.hash ?? null, errors, warnings, diagnostics: findings, ...claimed }),
    );
  } else {
    for (const finding of diagnostics) {
      context.out(`${diagnosticExcerpt(finding, context.locale, file, text)}\n`);
    }
    const counts = {
      en: `${errors} error(s), ${warnings} warning(s)`,
      'zh-CN': `${errors} 个错误，${warnings} 个警告`,
    };
    context.out(`${file}: ${context.say(counts)}\n`);
    if (certificate !== null) context.out(certificateText(certificate, context));
  }
  const isProved = certificate === null || certificate.status === 'proved';
  return errors === 0 && isProved ? exitCodes.ok : exitCodes.failed;
}

/** `credit_limit,loan_rate:deposits,tenor`. Errors: `command.bad-claim`, `policy.unknown-claim`. */
function certifyClaim(document: PolicyDocument, text: string, asOf: Day): Certificate {
  const [treatments = [], independentOf = [], ...rest] = text
    .split(':')
    .map((side) => side.split(',').map((word) => word.trim()));
  const isWhole = [treatments, independentOf].every(
    (side) => side.length > 0 && side.every((word) => word !== ''),
  );
  if (!isWhole || rest.length > 0) throw failure('command.bad-claim', { value: text });
  const plan = planPolicy({ document, asOf, previousAsOf: null });
  const claim = { treatments, independentOf };
  const unknown = unknownClaim(plan, claim);
  if (unknown !== null) throw failure('policy.unknown-claim', unknown);
  return certify(plan, claim);
}
