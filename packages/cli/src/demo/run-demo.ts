import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { formatDay, monthEndAfter, type Day } from '@gradus/schema';
import { sampleEndsOn } from '@gradus/sample-bank';
import type { Environment } from '../launch/environment.ts';
import { exitCodes } from '../launch/exit-code.ts';
import { usageFailure } from '../launch/usage-failure.ts';
import { launcher, type Context, type SharedOptions } from '../launch/launch.ts';
import { parseNumberOption } from '../option/value.ts';
import { progressView, type ProgressView } from '../output/progress.ts';
import { endText, reportDemo, type DemoMonth, type DemoRun } from './demo-report.ts';
import { assessMonth, importDemoBank, makeDemoBank } from './demo-steps.ts';

interface DemoOptions extends SharedOptions {
  readonly customers: string;
}

const customersDefault = '100000';
const demoFolder = path.join('.gradus', 'demo');

/** `npm start`: a bank, three month ends, what came out and where it lies. Gives the exit code. */
export async function runDemo(environment: Environment, folder: string = demoFolder): Promise<number> {
  let code: number = exitCodes.ok;
  const launch = launcher(environment, (exit) => {
    code = exit;
  });
  const program = new Command('npm start --')
    .option('--customers <n>', 'customers of the sample bank / 模拟银行客户数', customersDefault)
    .option('--locale <locale>', 'en, zh-CN')
    .exitOverride()
    .configureOutput({ writeOut: environment.out, writeErr: environment.err, outputError: () => undefined });
  program.action((options: DemoOptions) =>
    launch(options, (context) => demonstrate(context, options, folder)),
  );
  try {
    await program.parseAsync(environment.argv, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.ok;
    await launch({}, () => Promise.reject<number>(usageFailure(error, program, environment.argv)));
    return code;
  }
}

async function demonstrate(context: Context, options: DemoOptions, folder: string): Promise<number> {
  const customers = parseNumberOption('--customers', options.customers, 100, 100_000_000);
  const began = context.nowMs();
  const view = progressView(context);
  try {
    const run = await runMonths(folder, customers, view, context);
    view.end();
    await reportDemo(run, context);
    const seconds = Math.round((context.nowMs() - began) / 1000);
    context.out(endText(run.paths, seconds, context));
    return exitCodes.ok;
  } finally {
    view.end();
  }
}

async function runMonths(
  folder: string,
  customers: number,
  view: ProgressView,
  context: Context,
): Promise<DemoRun> {
  await rm(folder, { recursive: true, force: true });
  const paths = await makeDemoBank(folder, customers, view, context);
  await importDemoBank(paths, view, context);
  const months: DemoMonth[] = [];
  for (const asOf of monthEnds()) {
    const out = path.join(folder, 'results', formatDay(asOf));
    const previous = months.at(-1)?.result ?? null;
    months.push({ result: out, document: await assessMonth(paths, { asOf, previous, out }, view, context) });
  }
  return { paths, months };
}

/** The last three month ends of the sample bank. */
function monthEnds(): Day[] {
  return [-2, -1, 0].map((months) => monthEndAfter(sampleEndsOn, months));
}
