import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;

/** Script that lets a shell complete the commands and options of the program. */
export function completionScript(shell: (typeof shells)[number], program: Command): string {
  return shell === 'fish' ? fishScript(program) : bashScript(program, shell);
}

/** zsh understands bash's completion once it is told to. */
function bashScript(program: Command, shell: 'bash' | 'zsh'): string {
  const shared = longNames(program);
  const cases = program.commands.map(
    (command) => `    ${command.name()}) words="${[...optionsOf(command), ...shared].join(' ')}" ;;`,
  );
  const names = program.commands.map((command) => command.name()).join(' ');
  const start = shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : '';
  return `${start}_gradus() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words="${names}"
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    esac
    case "$word" in
      -*) ;;
      *) COMPREPLY=($(compgen -f -- "$word")); return ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o filenames -F _gradus gradus
`;
}

function fishScript(program: Command): string {
  const shared = program.options.map(
    ({ long, description }) => `complete -c gradus -l ${(long ?? '').slice(2)} -d ${quoted(description)}`,
  );
  const lines = program.commands.flatMap((command) => [
    `complete -c gradus -n __fish_use_subcommand -f -a ${command.name()} -d ${quoted(command.description())}`,
    ...command.options.map(
      ({ long, description }) =>
        `complete -c gradus -n '__fish_seen_subcommand_from ${command.name()}' -l ${(long ?? '').slice(2)} -d ${quoted(description)}`,
    ),
  ]);
  return `${[...shared, ...lines].join('\n')}\n`;
}

/** Options of a command, and names and options of the commands below it. */
const optionsOf = (command: Command): string[] => [
  ...command.commands.flatMap((below) => [below.name(), ...optionsOf(below)]),
  ...longNames(command),
];

const longNames = (command: Command): string[] => command.options.flatMap(({ long }) => long ?? []);

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
