import { readFile } from 'node:fs/promises';
import { eraseCustomers } from '@gradus/lake';
import { failure } from '@gradus/schema';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { countText } from '../output/figure.ts';
import { jsonText } from '../output/json.ts';

interface EraseCommandOptions extends SharedOptions {
  readonly lake: string;
  readonly customer?: readonly string[];
  readonly list?: string;
  readonly reason?: string;
}

export function addErase(build: Build): void {
  const { text, launch } = build;
  addCommand(build, 'erase', {
    en: 'erase customers from the identity vault; figures and digests stay',
    'zh-CN': '从身份库删除客户，数值与摘要保留',
  })
    .requiredOption('--lake <dir>', text({ en: 'folder of the lake', 'zh-CN': '数据湖目录' }))
    .option(
      '--customer <id...>',
      text({ en: 'id of a customer, more than one if need be', 'zh-CN': '客户号，可多个' }),
    )
    .option(
      '--list <file>',
      text({ en: 'file with one customer id a line', 'zh-CN': '名单文件，每行一个客户号' }),
    )
    .option(
      '--reason <text>',
      text({
        en: 'why; stays in the manifest, so it must not name anybody',
        'zh-CN': '原因，将留在清单中，不得含个人信息',
      }),
    )
    .action((options: EraseCommandOptions) => launch(options, (context) => runErase(context, options)));
}

async function runErase(context: Context, options: EraseCommandOptions): Promise<number> {
  const customerIds = [...(options.customer ?? []), ...(await listedIds(options.list))];
  if (customerIds.length === 0) throw failure('takeover.erase-whom', {});
  const reason = options.reason ?? null;
  if (reason !== null && customerIds.some((id) => reason.includes(id)))
    throw failure('takeover.erase-reason-names', { reason });
  const erasure = await eraseCustomers({
    lakeDirectory: options.lake,
    customerIds,
    reason,
    now: BigInt(context.nowMs()) * 1000n,
    memoryMib: context.memoryMib,
  });
  if (context.isJson) {
    context.out(jsonText(erasure));
    return exitCodes.ok;
  }
  const { customers, rows, unknown, removedFiles, batch } = erasure;
  const erased = {
    en: `Erased ${countText(customers)} customer(s), ${countText(rows)} rows of the vault, in batch ${batch}; ${countText(removedFiles)} older file(s) of the vault were removed. Copies of the lake still hold them.\n`,
    'zh-CN': `批次 ${batch} 已删除 ${countText(customers)} 位客户、身份库 ${countText(rows)} 行，并移除 ${countText(removedFiles)} 个旧身份库文件。数据湖的备份中仍有其信息。\n`,
  };
  const left = {
    en: `${countText(unknown)} id(s) are not in the vault: unknown, or erased before.\n`,
    'zh-CN': `${countText(unknown)} 个客户号不在身份库中：不存在或此前已删除。\n`,
  };
  if (customers > 0) context.out(context.say(erased));
  if (unknown > 0) context.out(context.say(left));
  return exitCodes.ok;
}

async function listedIds(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch(() => '');
  const ids = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (ids.length === 0 || text.includes('\uFFFD')) throw failure('takeover.erase-list-unreadable', { file });
  return ids;
}
