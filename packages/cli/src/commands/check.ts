import { inspectPolicy } from '@gradus/assessment';
import {
  certify,
  checkPack,
  defaultPack,
  planPolicy,
  readPack,
  unknownClaim,
  type Certificate,
  type PackReport,
  type PolicyDocument,
  type RulePack,
} from '@gradus/policy';
import { failure, inLocale, type Day, type Diagnostic } from '@gradus/schema';
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
  readonly pack?: string;
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
      '--pack <file>',
      build.text({
        en: 'rule pack (YAML) or "none"; default: the pack of the currency',
        'zh-CN': '规则包（YAML）或 none，默认使用币种对应的规则包',
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
  const inspected = inspectPolicy(text);
  const { document } = inspected;
  const pack = document === null ? null : await packOf(document, options.pack);
  const report = document === null || pack === null ? nothing : checkPack(document, pack, day);
  const diagnostics = merged(inspected.diagnostics, report.diagnostics);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const certificate =
    options.certificate === undefined || document === null || errors > 0
      ? null
      : certifyClaim(document, options.certificate, day);
  if (context.isJson) {
    const findings = diagnostics.map((one) => diagnosticJson(one, context.locale));
    const claimed = options.certificate === undefined ? {} : { certificate };
    const { reminders } = report;
    const hash = document?.hash ?? null;
    const packId = pack?.id ?? null;
    context.out(
      jsonText({ file, hash, errors, warnings, diagnostics: findings, pack: packId, reminders, ...claimed }),
    );
  } else {
    for (const finding of diagnostics) {
      context.out(`${diagnosticExcerpt(finding, context.locale, file, text)}\n`);
    }
    for (const { pack: id, rule, text: words, source, article } of report.reminders) {
      const title = context.say({ en: 'reminder', 'zh-CN': '提醒' });
      const said = inLocale(words, context.locale, rule);
      const from = inLocale(source, context.locale, '');
      context.out(`${title} [${id}/${rule}] ${said} (${from}, ${article})\n`);
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

const nothing: PackReport = { diagnostics: [], reminders: [] };

/** The pack of `--pack`, else that of the currency. Errors: `policy.pack-refused`, `command.file-unreadable`. */
async function packOf({ currency }: PolicyDocument, option: string | undefined): Promise<RulePack | null> {
  if (option === undefined) return defaultPack(currency);
  if (option === 'none') return null;
  const { pack, diagnostics } = readPack(await readTextFile(option));
  if (pack === null) throw failure('policy.pack-refused', { file: option, diagnostics });
  return pack;
}

/** In document order. What a pack says with its source, the general check does not say once more. */
function merged(general: readonly Diagnostic[], fromPack: readonly Diagnostic[]): Diagnostic[] {
  const tied = new Set(
    fromPack
      .filter(({ data }) => (data as { check?: string }).check === 'credit_depends_on_deposits')
      .map(({ path }) => path),
  );
  const rest = general.filter(
    ({ code, path }) => code !== 'policy.credit-depends-on-deposits' || !tied.has(path),
  );
  const place = ({ position }: Diagnostic): number =>
    (position?.line ?? 0) * 100_000 + (position?.column ?? 0);
  return [...rest, ...fromPack].sort((a, b) => place(a) - place(b));
}
