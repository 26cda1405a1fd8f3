import path from 'node:path';
import { verify } from '@gradus/assessment';
import type { Diagnostic } from '@gradus/schema';
import { addCommand, addEngineOptions, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { engineOptions, type EngineOptions } from '../option/engine.ts';
import { withTemporaryFolder } from '../option/temporary-folder.ts';
import { diagnosticJson, diagnosticLine } from '../output/diagnostic-report.ts';
import { jsonText } from '../output/json.ts';
import { progressView } from '../output/progress.ts';
import { stepReporter } from '../output/step.ts';

interface VerifyCommandOptions extends SharedOptions, EngineOptions {
  readonly lake: string;
  readonly result: string;
}

export function addVerify(build: Build): void {
  const { text, launch } = build;
  const command = addCommand(build, 'verify', {
    en: 'check every byte of a lake and a result, and assess again',
    'zh-CN': '校验数据湖和结果的每个字节，并重新评级核对',
  })
    .requiredOption('--lake <dir>', text({ en: 'folder of the lake', 'zh-CN': '数据湖目录' }))
    .requiredOption('--result <dir>', text({ en: 'result of an assessment', 'zh-CN': '评级结果目录' }));
  addEngineOptions(command, build).action((options: VerifyCommandOptions) =>
    launch(options, (context) => runVerify(context, options)),
  );
}

async function runVerify(context: Context, options: VerifyCommandOptions): Promise<number> {
  const view = progressView(context);
  const { lake, result, isVerified } = await withTemporaryFolder((temporaryDirectory) =>
    verify({
      lakeDirectory: options.lake,
      resultDirectory: options.result,
      ...engineOptions(options, context),
      temporaryDirectory,
      signal: context.signal,
      onProgress: stepReporter(view, context),
    }),
  ).finally(view.end);
  const findings = [...located(lake, options.lake), ...located(result, options.result)];
  if (context.isJson) {
    const told = findings.map(({ file, finding }) => ({ file, ...diagnosticJson(finding, context.locale) }));
    context.out(jsonText({ verified: isVerified, findings: told }));
  } else {
    for (const { file, finding } of findings)
      context.out(`${diagnosticLine(finding, context.locale, file)}\n`);
    const verdict = isVerified
      ? {
          en: 'verified: every byte is as written, and assessing again gives the same result',
          'zh-CN': '校验通过：所有文件与写入时一致，重新评级结果相同',
        }
      : { en: 'not verified', 'zh-CN': '校验未通过' };
    context.out(`${context.say(verdict)}\n`);
  }
  return isVerified ? exitCodes.ok : exitCodes.failed;
}

function located(findings: readonly Diagnostic[], folder: string) {
  return findings.map((finding) => ({ file: path.join(folder, finding.path), finding }));
}
