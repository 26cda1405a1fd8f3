import { completionScript, shells } from '../output/completion-script.ts';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { SharedOptions } from '../launch/launch.ts';
import { parseChoice } from '../option/choice.ts';

export function addCompletion(build: Build): void {
  const { program, text, launch } = build;
  addCommand(build, 'completion', {
    en: 'print a completion script for a shell',
    'zh-CN': '输出命令补全脚本',
  })
    .argument('<shell>', text({ en: 'bash, zsh or fish', 'zh-CN': 'bash、zsh 或 fish' }))
    .action((shell: string, options: SharedOptions) =>
      launch(options, (context) => {
        context.out(completionScript(parseChoice('completion', shell, shells), program));
        return Promise.resolve(exitCodes.ok);
      }),
    );
}
