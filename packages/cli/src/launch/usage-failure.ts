import type { Command, CommanderError } from 'commander';
import { failure, suggest, type Failure } from '@gradus/schema';

/** What is wrong with a command line, in our words: commander says it in English alone. */
export function usageFailure(error: CommanderError, program: Command, argv: readonly string[]): Failure {
  const [name = ''] = /'([^']*)'/.exec(error.message)?.slice(1) ?? [];
  switch (error.code) {
    case 'commander.unknownCommand':
      return failure('command.unknown-command', { name, suggestions: nearCommands(name, program) });
    case 'commander.unknownOption':
      return unknownOption(name, program, argv);
    case 'commander.missingMandatoryOptionValue': {
      // A mistyped option is missing under its right name; what was mistyped says more.
      const names = optionNames(commandIn(program, argv));
      const mistyped = argv.find(
        (word) => word.startsWith('--') && !names.includes(word.split('=')[0] ?? ''),
      );
      if (mistyped !== undefined) return unknownOption(mistyped, program, argv);
      return failure('command.missing-option', { option: name });
    }
    case 'commander.optionMissingArgument':
      return failure('command.missing-value', { option: name });
    case 'commander.missingArgument':
      return failure('command.missing-argument', { argument: name });
    default: {
      const [given = error.message] = /but got \d+: (.*)\.$/s.exec(error.message)?.slice(1) ?? [];
      const most = commandIn(program, argv).registeredArguments.length;
      return failure('command.excess-arguments', { given, most });
    }
  }
}

interface PlacedCommand {
  /** Words of the command line, without `gradus`. */
  readonly words: readonly string[];
  readonly command: Command;
}

/** All commands, those within others too. */
function commandsOf(program: Command, before: readonly string[] = []): PlacedCommand[] {
  return program.commands.flatMap((command) => {
    const words = [...before, command.name()];
    return [{ words, command }, ...commandsOf(command, words)];
  });
}

/** Letters that are enough to tell a command by its beginning. */
const beginningLength = 3;

/** Whole commands, as they are to be typed, of which a word is near or begins so; at most two. */
function nearCommands(name: string, program: Command): string[] {
  const runnable = commandsOf(program).filter(({ command }) => command.commands.length === 0);
  const words = [...new Set(runnable.flatMap((one) => one.words))];
  const begun = words.filter((word) => name.length >= beginningLength && word.startsWith(name));
  const near = [...new Set([...begun, ...suggest(name, words)])];
  const commands = near.flatMap((word) => runnable.filter((one) => one.words.includes(word)));
  return [...new Set(commands)].slice(0, 2).map((one) => `gradus ${one.words.join(' ')}`);
}

function unknownOption(option: string, program: Command, argv: readonly string[]): Failure {
  const command = commandIn(program, argv);
  const known = optionNames(command);
  // What the command knows was not understood before it.
  if (known.includes(option)) {
    const words = commandsOf(program).find((one) => one.command === command)?.words ?? [];
    return failure('command.option-before-command', { option, command: words.join(' ') });
  }
  const suggestions = suggest(option, known);
  return failure('command.unknown-option', { option, suggestions });
}

/** The command that a command line names; the program itself when it names none. */
function commandIn(program: Command, argv: readonly string[]): Command {
  return argv.reduce(
    (command, word) => command.commands.find((one) => one.name() === word) ?? command,
    program,
  );
}

/** Options of a command, and of those that it stands in. */
function optionNames(command: Command): string[] {
  const own = command.options.flatMap(({ long }) => long ?? []);
  return command.parent === null ? own : [...own, ...optionNames(command.parent)];
}
