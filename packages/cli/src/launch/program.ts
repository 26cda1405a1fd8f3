import { Command, CommanderError, type Option } from 'commander';
import { inLocale, type LocalText, type Locale } from '@gradus/schema';
import { addAssess } from '../commands/assess.ts';
import { addCheck } from '../commands/check.ts';
import { addCompare } from '../commands/compare.ts';
import { addCompletion } from '../commands/completion.ts';
import { addDiff } from '../commands/diff.ts';
import { addErase } from '../commands/erase.ts';
import { addExplain } from '../commands/explain.ts';
import { addExport } from '../commands/export.ts';
import { addFairness } from '../commands/fairness.ts';
import { addForward } from '../commands/forward.ts';
import { addGenerate } from '../commands/generate.ts';
import { addImport } from '../commands/import.ts';
import { addMapping } from '../commands/mapping.ts';
import { addSchema } from '../commands/schema.ts';
import { addSimulate } from '../commands/simulate.ts';
import { addSql } from '../commands/sql.ts';
import { addVerify } from '../commands/verify.ts';
import { addSharedOptions } from './build.ts';
import type { Environment } from './environment.ts';
import { exitCodes } from './exit-code.ts';
import { launcher } from './launch.ts';
import { usageFailure } from './usage-failure.ts';

/** Runs one command line and gives the exit code of the process. Never throws. */
export async function runProgram(environment: Environment): Promise<number> {
  let code: number = exitCodes.ok;
  const launch = launcher(environment, (exit) => {
    code = exit;
  });
  const locale = spokenLocale(environment);
  const program = buildProgram(locale, environment, launch);
  try {
    await program.parseAsync(environment.argv, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.ok;
    if (error.code === 'commander.help') return exitCodes.usage;
    const json = environment.argv.includes('--json');
    await launch({ locale, json }, () =>
      Promise.reject<number>(usageFailure(error, program, environment.argv)),
    );
    return code;
  }
}

const headings: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Arguments:': '参数：',
  'Commands:': '命令：',
};

/** The tree of commands, with its texts in one language. */
function buildProgram(
  locale: Locale,
  environment: Environment,
  launch: ReturnType<typeof launcher>,
): Command {
  const text = (local: LocalText): string => inLocale(local, locale, '');
  const program = new Command('gradus');
  program
    .description(text({ en: 'Tiered management of savings customers', 'zh-CN': '储蓄客户分级管理' }))
    .version(environment.version, '--version', text({ en: 'print the version', 'zh-CN': '显示版本' }))
    .exitOverride()
    .configureOutput({ writeOut: environment.out, writeErr: environment.err, outputError: () => undefined })
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: (option) => text(optionText(option)),
      styleTitle: (title) => (locale === 'zh-CN' ? (headings[title] ?? title) : title),
    })
    .helpOption('-h, --help', text({ en: 'show this help', 'zh-CN': '显示帮助' }))
    .helpCommand(false);
  const build = { program, text, launch };
  addSharedOptions(build);
  for (const add of [
    addGenerate,
    addImport,
    addMapping,
    addCheck,
    addDiff,
    addAssess,
    addSimulate,
    addCompare,
    addForward,
    addExplain,
    addFairness,
    addExport,
    addSql,
    addVerify,
    addErase,
    addSchema,
    addCompletion,
  ]) {
    add(build);
  }
  return program;
}

/** What an option does and what holds without it; commander would say that in English alone. */
function optionText({ description, defaultValue }: Option): LocalText {
  if (defaultValue === undefined) return { en: description, 'zh-CN': description };
  const value = String(defaultValue);
  return { en: `${description} (default: ${value})`, 'zh-CN': `${description}（默认 ${value}）` };
}

/** Language of help and of mistakes on the command line, which are told before options are read. */
function spokenLocale({ argv, locale }: Environment): Locale {
  const at = argv.findIndex((word) => word === '--locale' || word.startsWith('--locale='));
  const word = argv[at]?.includes('=') === true ? argv[at].slice('--locale='.length) : argv[at + 1];
  if (at === -1 || word === undefined) return locale;
  if (word.toLowerCase() === 'zh-cn') return 'zh-CN';
  return word.toLowerCase() === 'en' ? 'en' : locale;
}
