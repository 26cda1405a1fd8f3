import type { Diagnostic, Failure } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { exitCodes } from '../launch/exit-code.ts';
import { diagnosticLine } from './diagnostic-report.ts';
import { jsonText } from './json.ts';

/** Exit code of a failure. */
export function failureCode(error: Failure): number {
  return error.code.startsWith('command.') ? exitCodes.usage : exitCodes.failed;
}

/** Says a failure to a person, and with --json to a machine as well. */
export function reportFailure(error: Failure, context: Context): void {
  context.err(`gradus: ${error.text(context.locale)} [${error.code}]\n`);
  for (const finding of diagnosticsOf(error)) context.err(`  ${diagnosticLine(finding, context.locale)}\n`);
  if (context.isJson) {
    const message = error.text(context.locale);
    context.out(jsonText({ error: { code: error.code, message, data: error.data } }));
  }
}

/** Says that the mistake is ours; the trace is what the report needs. */
export function reportDefect(error: unknown, context: Context): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.err(
    `gradus: ${context.say({
      en: 'this is a defect of Gradus, not of your data. Nothing was published. Please report it with the text below.',
      'zh-CN': '这是 Gradus 的缺陷，与您的数据无关，未发布任何结果。请附上以下内容报告。',
    })}\n${trace}\n`,
  );
  if (context.isJson) context.out(jsonText({ error: { code: 'defect', message: trace } }));
}

function diagnosticsOf(error: Failure): readonly Diagnostic[] {
  const { data } = error;
  const hasDiagnostics = typeof data === 'object' && data !== null && 'diagnostics' in data;
  if (!hasDiagnostics) return [];
  return (data.diagnostics as readonly Diagnostic[]).filter(({ severity }) => severity === 'error');
}
