import type { Command, CommanderError } from 'commander';
import { failure, suggest, type Failure } from '@gradus/schema';

/** What is wrong with a command line, in our words: commander says it in English alone. */
export function usageFailure(error: CommanderError, program: Command, argv: readonly string[]): Failure {
  const [name = ''] = /'([^']*)'/.exec(error.message)?.slice(1) ?? [];
  switch (error.code) {
    case 'commander.unknownCommand':
      return failure('command.unknown-command', {
        name,
        suggestions: suggest(
          name,
          program.commands.map((command) => command.name()),
        ),
      });
    case 'commander.unknownOption':
      return unknownOption(name, program);
    case 'commander.missingMandatoryOptionValue': {
      // A mistyped option is missing under its right name; what was mistyped says more.
      const names = optionNames(program);
      const mistyped = argv.find(
        (word) => word.startsWith('--') && !names.includes(word.split('=')[0] ?? ''),
      );
      if (mistyped !== undefined) return unknownOption(mistyped, program);
      return failure('command.missing-option', { option: name });
    }
    case 'commander.optionMissingArgument':
      return failure('command.missing-value', { option: name });
    case 'commander.missingArgument':
      return failure('command.missing-argument', { argument: name });
    default:
      return failure('command.excess-arguments', { detail: error.message.replace(/^error: /, '') });
  }
}

function unknownOption(option: string, program: Command): Failure {
  return failure('command.unknown-option', { option, suggestions: suggest(option, optionNames(program)) });
}

function optionNames(program: Command): string[] {
  const names = [program, ...program.commands].flatMap((command) =>
    command.options.map(({ long }) => long ?? ''),
  );
  return [...new Set(names)].filter((name) => name !== '');
}
