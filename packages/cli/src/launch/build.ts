import type { Command } from 'commander';
import type { LocalText } from '@gradus/schema';
import type { Launch } from './launch.ts';

/** What a command needs to add itself to the program. */
export interface Build {
  readonly program: Command;
  /** Text in the language of the help. */
  readonly text: (text: LocalText) => string;
  readonly launch: Launch;
}

/** Adds a command. What all commands take is said by {@link addSharedOptions}. */
export function addCommand({ program, text }: Build, name: string, description: LocalText): Command {
  return program.command(name).description(text(description));
}

/** Adds the options that all commands share to the program, which understands them before and after the name of a command. */
export function addSharedOptions({ program, text }: Build): void {
  program
    .option(
      '--json',
      text({ en: 'write the result as JSON on stdout', 'zh-CN': '以 JSON 格式输出到标准输出' }),
    )
    .option('--locale <locale>', text({ en: 'language: en or zh-CN', 'zh-CN': '语言：en 或 zh-CN' }))
    .hook('preAction', (_, command) => {
      for (const [name, value] of Object.entries(program.opts())) command.setOptionValue(name, value);
    });
}

/** Adds the options of commands that compute. */
export function addEngineOptions(command: Command, { text }: Build): Command {
  return command
    .option(
      '--threads <n>',
      text({ en: 'threads of the engine; default: all cores', 'zh-CN': '引擎线程数，默认全部核心' }),
    )
    .option(
      '--memory <size>',
      text({
        en: 'memory of the whole process, such as 4GiB; default: half of the machine, at most 4GiB',
        'zh-CN': '整个进程的内存，例如 4GiB；默认为机器内存的一半，最多 4GiB',
      }),
    );
}
