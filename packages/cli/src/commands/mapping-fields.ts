import { listTables } from '@gradus/lake';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { SharedOptions } from '../launch/launch.ts';
import { parseChoice } from '../option/choice.ts';
import { fieldListing, keysOfJson, tableListing, tableOfJson } from '../output/field-listing.ts';
import { jsonText } from '../output/json.ts';

/** `gradus mapping fields [TABLE]`; `build.program` is the group `mapping`. */
export function addMappingFields(build: Build): void {
  const { text, launch } = build;
  addCommand(build, 'fields', {
    en: 'list the tables that a mapping can feed, or the fields of one',
    'zh-CN': '列出映射可写入的表，或某个表的字段',
  })
    .argument('[table]', text({ en: 'name of a table, such as loan', 'zh-CN': '表名，例如 loan' }))
    .action((name: string | undefined, options: SharedOptions) =>
      launch(options, (context) => {
        const all = listTables();
        const chosen =
          name === undefined
            ? null
            : parseChoice(
                'table',
                name,
                all.map((one) => one.name),
              );
        const wanted = all.filter((one) => chosen === null || one.name === chosen);
        const [table] = wanted;
        if (context.isJson) context.out(jsonText({ tables: wanted.map(tableOfJson), ...keysOfJson }));
        else if (chosen === null || table === undefined) context.out(tableListing(all, context.say));
        else context.out(fieldListing(table, context.say));
        return Promise.resolve(exitCodes.ok);
      }),
    );
}
