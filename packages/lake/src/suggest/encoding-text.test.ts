import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMapping } from '../mapping/read-mapping.ts';
import { suggestMapping, type SuggestedMapping, type SuggestOptions } from './suggest-mapping.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-suggest-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function suggest(
  files: Readonly<Record<string, Uint8Array>>,
  options: Pick<SuggestOptions, 'encoding'> & { readonly locale?: 'en' | 'zh-CN' } = {},
): Promise<SuggestedMapping> {
  for (const [name, contents] of Object.entries(files)) await writeFile(path.join(folder, name), contents);
  return suggestMapping({
    sourceDirectory: folder,
    source: 'core',
    currency: 'JPY',
    locale: 'en',
    ...options,
  });
}

const rows = (count: number, row: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `${row(at)}\r\n`).join('');

/** Files of a bank in Japan; the branches alone hold too few letters to tell how they are encoded. */
const japanese = (encoder: string): Record<string, Buffer> => ({
  'KOKYAKU.CSV': iconv.encode(
    `顧客番号,漢字氏名,取引開始日\r\n${rows(40, (at) => `${3000 + at},${['高橋　健二', '佐々木　大輔'][at % 2]},2015/04/${10 + (at % 20)}`)}`,
    encoder,
  ),
  'TENPO.CSV': iconv.encode('店番,店名\r\n001,本店営業部\r\n012,駅前支店\r\n', encoder),
});

function encodingDoubts({ doubts }: SuggestedMapping): string[] {
  return doubts.map(({ text }) => text.en ?? '').filter((text) => /UTF-8|no text in/.test(text));
}

test.each([
  ['cp932', 'shift_jis'],
  ['euc-jp', 'euc-jp'],
])('what the bytes of %s suggest is written with words to see whether it is right', async (encoder, name) => {
  const suggestion = await suggest(japanese(encoder));
  expect(suggestion.text).toContain(`read: { encoding: ${name}, date: yyyy/mm/dd }`);
  expect(suggestion.text).toContain('name: 漢字氏名');
  const [doubt, ...more] = encodingDoubts(suggestion);
  expect(more).toEqual([]);
  expect(doubt).toContain('KOKYAKU.CSV, TENPO.CSV are no UTF-8');
  expect(doubt).toContain(`${name} was taken, which reads "顧客番号", "漢字氏名", "取引開始日"`);
  expect(doubt).toMatch(/the right name, such as \S/);
  expect(suggestion.diagnostics).toEqual([]);
});

test('the doubt is told in Chinese too', async () => {
  const { text } = await suggest(japanese('cp932'), { locale: 'zh-CN' });
  expect(text).toMatch(/# \? KOKYAKU\.CSV、TENPO\.CSV不是 UTF-8，根据字节推断为 shift_jis，读作 "顧客番号"/);
});

test('where two encodings are likely both are named, with what each makes of a word', async () => {
  const names = ['Šimko', 'Nový'];
  const file = iconv.encode(`id;name\r\n${rows(2, (at) => `${at};${names[at] ?? ''}`)}`, 'iso-8859-2');
  const [doubt] = encodingDoubts(await suggest({ 'customers.csv': file }));
  expect(doubt).toContain('iso-8859-2 was taken, which reads "…Š…"; windows-1250 would read "…©…"');
});

test('a file of ASCII among others is read as they are', async () => {
  const text = (name: string): Buffer =>
    iconv.encode(
      `id;name;opened\r\n${rows(30, (at) => `${100 + at};${name}${at % 7};0${1 + (at % 9)}.04.2026`)}`,
      'cp1250',
    );
  const files = { 'clients_1.csv': text('Anna Nowak'), 'clients_2.csv': text('Łukasz Żółć') };
  const suggestion = await suggest(files);
  expect(suggestion.text).toContain('encoding: windows-1250');
  expect(encodingDoubts(suggestion)[0]).toContain('clients_2.csv is no UTF-8');
});

test('an encoding that the user names is taken without a doubt', async () => {
  const suggestion = await suggest(japanese('cp932'), { encoding: 'shift_jis' });
  expect(suggestion.text).toContain('read: { encoding: shift_jis, ');
  expect(encodingDoubts(suggestion)).toEqual([]);
});

test('an encoding that the user names and that does not fit is taken, and doubted', async () => {
  const suggestion = await suggest(japanese('cp932'), { encoding: 'utf-8' });
  const { mapping } = readMapping(suggestion.text.replaceAll(/[:] \?$/gm, ': x'));
  expect(suggestion.text).toContain('read: { encoding: utf-8, ');
  expect(mapping === null || mapping.feeds.every(({ read }) => read.encoding === 'utf-8')).toBe(true);
  expect(encodingDoubts(suggestion)).toEqual([
    expect.stringMatching(/^KOKYAKU\.CSV, TENPO\.CSV: up to \d+ of 100 lines .* are no text in utf-8/),
  ]);
});

test('UTF-8 with some damage is UTF-8, and the damage is told', async () => {
  const files = japanese('utf8');
  const sound = files['KOKYAKU.CSV'] ?? Buffer.alloc(0);
  const damaged = Buffer.concat([
    sound,
    Buffer.from('1,漢'),
    Buffer.of(0xff),
    Buffer.from(',2015/04/10\r\n'),
  ]);
  const suggestion = await suggest({ ...files, 'KOKYAKU.CSV': damaged });
  expect(suggestion.text).toContain('name: 漢字氏名');
  expect(encodingDoubts(suggestion)).toEqual([
    expect.stringMatching(/^KOKYAKU\.CSV: up to 3 of 100 lines .* are no text in utf-8/),
  ]);
});

test('files of Unicode are what they are, whatever the user names for others', async () => {
  const utf8 = await suggest(japanese('utf8'), { encoding: 'gb18030' });
  expect(utf8.text).not.toContain('encoding:');
  expect(encodingDoubts(utf8)).toEqual([]);
  const files = { ...japanese('utf8'), 'TENPO.CSV': japanese('cp932')['TENPO.CSV'] ?? Buffer.alloc(0) };
  const mixed = await suggest(files, { encoding: 'shift_jis' });
  expect(mixed.text).toContain('\nread: { date: ');
  expect(mixed.text).toContain('encoding: shift_jis');
});
