import { mappingJsonSchema } from '@gradus/lake';
import { policyJsonSchema } from '@gradus/policy';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { SharedOptions } from '../launch/launch.ts';
import { parseChoice } from '../option/choice.ts';
import { jsonText } from '../output/json.ts';

const schemas = { policy: policyJsonSchema, mapping: mappingJsonSchema } as const;

export function addSchema(build: Build): void {
  const { text, launch } = build;
  addCommand(build, 'schema', {
    en: 'print the JSON Schema of a document, for editors',
    'zh-CN': '输出文档的 JSON Schema，供编辑器使用',
  })
    .argument('<document>', text({ en: 'policy or mapping', 'zh-CN': 'policy（政策）或 mapping（映射）' }))
    .action((document: string, options: SharedOptions) =>
      launch(options, (context) => {
        const names = Object.keys(schemas) as (keyof typeof schemas)[];
        context.out(jsonText(schemas[parseChoice('schema', document, names)]()));
        return Promise.resolve(exitCodes.ok);
      }),
    );
}
