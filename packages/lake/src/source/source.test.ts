import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, type Session } from '@gradus/engine';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded, testSize } from '../../../../tools/test-size.ts';
import { isoFormat } from '../mapping/day-format.ts';
import type { ReadOptions } from '../mapping/mapping.ts';
import { scanFile } from './file-scan.ts';
import { findFiles } from './folder.ts';
import { LineMap } from './line-map.ts';
import { copyRecords } from './record-copy.ts';
import { parseRecord } from './record-parser.ts';
import { openSourceFile, readRecords } from './source-file.ts';

const defaults: ReadOptions = {
  format: 'csv',
  encoding: 'auto',
  delimiter: ',',
  quote: '"',
  columns: null,
  headerRow: 1,
  headerFile: null,
  shortLines: false,
  layout: null,
  sheet: null,
  missing: [''],
  date: isoFormat,
  latestYear: null,
  decimal: '.',
  group: '',
};

let folder: string;
let session: Session;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-source-'));
  session = await openDuckdb({
    threads: 2,
    memoryMib: 512,
    temporaryDirectory: null,
    preserveInsertionOrder: true,
  });
});

afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

/** Columns, rows, lines and broken lines of a file. */
async function read(contents: string | Buffer, options: Partial<ReadOptions> = {}) {
  await writeFile(path.join(folder, 'file.csv'), contents);
  const [found] = await findFiles(folder, 'file.csv');
  if (found === undefined) throw new Error('the file was just written');
  const copies = { temporary: path.join(folder, 'copy'), names: null };
  const file = await openSourceFile(session, found, { ...defaults, ...options }, copies);
  let rows: unknown[][] = [];
  const { records, lines, broken } = await readRecords(file, path.join(folder, 'copy'), async (relation) => {
    await session.run(`CREATE OR REPLACE TEMP TABLE r AS SELECT * FROM ${relation}`);
    const all = await session.rows('SELECT * FROM r ORDER BY rowid');
    rows = all.map((row) => Object.values(row));
    return rows.length;
  });
  return {
    columns: file.columns,
    rows,
    lines: Array.from({ length: records }, (_, index) => lines.lineOf(index)),
    broken: broken.map(({ line }) => line),
    encoding: file.encoding,
    hasInvalidBytes: file.hasInvalidBytes,
  };
}

interface ReadCase {
  readonly name: string;
  readonly text: string;
  readonly options?: Partial<ReadOptions>;
  readonly rows: unknown[][];
  readonly lines: number[];
  readonly broken?: number[];
}

const cases: readonly ReadCase[] = [
  {
    name: 'one record per line',
    text: 'a,b\n1,2\n3,4\n',
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
    lines: [2, 3],
  },
  { name: 'no line end at the end', text: 'a,b\n1,2', rows: [['1', '2']], lines: [2] },
  { name: 'a byte order mark', text: '\u{feff}a,b\r\n1,2\r\n', rows: [['1', '2']], lines: [2] },
  {
    name: 'both kinds of line ends',
    text: 'a,b\r\n1,2\n3,4\r\n',
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
    lines: [2, 3],
  },
  {
    name: 'empty lines and a Ctrl-Z',
    text: 'a,b\n\n1,2\n  \n3,4\n\u{1a}',
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
    lines: [3, 5],
  },
  {
    name: 'a delimiter at the end of lines',
    text: 'a,b,\n1,2,\n3,4\n',
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
    lines: [2, 3],
  },
  {
    name: 'several delimiters at the end of lines, once through the copy',
    text: 'a,b\n1,2,,\n\n,,,\n3,4,,x\n',
    rows: [
      ['1', '2'],
      [null, null],
    ],
    lines: [2, 4],
    broken: [5],
  },
  {
    name: 'spaces around quoted values, and a value quoted in pieces',
    text: 'a,b\n\n"1" ,  "x,y" \n "" ,"p"  "q"\n2, "\n',
    rows: [
      ['1', 'x,y'],
      [null, 'p  q'],
      ['2', ' "'],
    ],
    lines: [3, 4, 5],
  },
  {
    name: 'quotes, doubled ones and line ends within',
    text: 'a,b\n"1,x","2""y"\n"3\nz",4\n5,6\n',
    rows: [
      ['1,x', '2"y'],
      ['3\nz', '4'],
      ['5', '6'],
    ],
    lines: [2, 3, 5],
  },
  { name: 'a quote inside a value', text: 'a,b\n1"x,2\n', rows: [['1"x', '2']], lines: [2] },
  {
    name: 'no quoting at all',
    text: 'a,b\n"1,2"\n',
    options: { quote: '' },
    rows: [['"1', '2"']],
    lines: [2],
  },
  {
    name: 'a single quote as the quote',
    text: "a,b\n'1,x',2\n",
    options: { quote: "'" },
    rows: [['1,x', '2']],
    lines: [2],
  },
  {
    name: 'a delimiter of several characters',
    text: 'a|@|b\n1|@|"x|@|y"\n',
    options: { delimiter: '|@|' },
    rows: [['1', 'x|@|y']],
    lines: [2],
  },
  {
    name: 'a delimiter that nobody sees',
    text: 'a\u{1}b\n1\u{1}2\n',
    options: { delimiter: '\u{1}' },
    rows: [['1', '2']],
    lines: [2],
  },
  {
    name: 'no header',
    text: '1;2\n3;4\n',
    options: { columns: ['a', 'b'], headerRow: 0, delimiter: ';' },
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
    lines: [1, 2],
  },
  {
    name: 'lines with too few or too many values',
    text: 'a,b\n1\n1,2,3\n3,4\n',
    rows: [['3', '4']],
    lines: [4],
    broken: [2, 3],
  },
  {
    name: 'a quote that is not closed',
    text: 'a,b\n"1,2\n3,4\n5,6\n',
    rows: [
      ['3', '4'],
      ['5', '6'],
    ],
    lines: [3, 4],
    broken: [2],
  },
  {
    name: 'a quote that is closed too early',
    text: 'a,b\n"1"x,2\n3,4\n',
    rows: [['3', '4']],
    lines: [3],
    broken: [2],
  },
  {
    name: 'a quote that swallows another record',
    text: 'a,b\n"1,2\n"3",4\n5,6\n',
    rows: [
      ['3', '4'],
      ['5', '6'],
    ],
    lines: [3, 4],
    broken: [2],
  },
  { name: 'one column', text: 'a\n1\n\n2\n', rows: [['1'], ['2']], lines: [2, 4] },
  { name: 'a header and nothing else', text: 'a,b\n', rows: [], lines: [] },
];

test.each(cases)('reads $name', async ({ text, options, rows, lines, broken }) => {
  const found = await read(text, options);
  expect(found).toMatchObject({
    columns: rows[0]?.length === 1 ? ['a'] : ['a', 'b'],
    rows,
    lines,
    broken: broken ?? [],
  });
});

describe('the encoding', () => {
  const text = `客户号,姓名,备注\n${Array.from({ length: 50 }, (_, index) => `C${index},王芳${index},存款、理财，𠮷`).join('\n')}\n`;
  const gb = iconv.encode(text, 'gb18030');

  test('UTF-8 is found as such, with or without a mark', async () => {
    expect(await read(text)).toMatchObject({
      encoding: 'utf-8',
      hasInvalidBytes: false,
      columns: ['客户号', '姓名', '备注'],
    });
    expect(await read(`\u{feff}${text}`)).toMatchObject({
      encoding: 'utf-8',
      columns: ['客户号', '姓名', '备注'],
    });
  });

  test('GB18030 is found where the bytes are no UTF-8', async () => {
    const found = await read(gb);
    expect(found).toMatchObject({
      encoding: 'gb18030',
      hasInvalidBytes: false,
      columns: ['客户号', '姓名', '备注'],
    });
    expect(found.rows[7]).toEqual(['C7', '王芳7', '存款、理财，𠮷']);
  });

  test('GB18030 with damaged bytes keeps the rest, however it is cut into pieces', async () => {
    const lines = '客户张伟存款\n'.repeat(100_000);
    const long = Buffer.concat([
      Buffer.from('a\n'),
      iconv.encode(lines, 'gb18030'),
      Buffer.from([0xff, 0x0a]),
    ]);
    const found = await read(long);
    expect([found.encoding, found.hasInvalidBytes, found.rows.length]).toEqual(['gb18030', true, 100_001]);
    expect([...new Set(found.rows.flat())]).toEqual(['客户张伟存款', '\u{fffd}']);
  });

  test('a record that is far too long is a broken line', async () => {
    const found = await read(`a,b\n1,2\n"${'x,'.repeat(200_000)}\n3,4\n`);
    expect(found.rows.length).toBe(2);
    expect(found.broken).toEqual([3]);
  });

  test('UTF-16 with a mark is read as well, whichever byte comes first', async () => {
    const little = Buffer.from(`\u{feff}${text}`, 'utf16le');
    const columns = ['客户号', '姓名', '备注'];
    const { rows } = await read(text);
    expect(await read(little)).toMatchObject({ encoding: 'utf-16le', columns, rows });
    const big = Buffer.from(little).swap16();
    expect(await read(big)).toMatchObject({ encoding: 'utf-16be', columns, rows });
  });

  test('UTF-16 without a mark is known by the zeros of its delimiters and digits', async () => {
    const little = Buffer.from(text, 'utf16le');
    const columns = ['客户号', '姓名', '备注'];
    const { rows } = await read(text);
    expect(await read(little)).toMatchObject({ encoding: 'utf-16le', columns, rows });
    expect(await read(Buffer.from(little).swap16())).toMatchObject({ encoding: 'utf-16be', columns, rows });
  });

  test('zeros within text are no UTF-16', async () => {
    expect(await read('a,b\n\0\0\0\0\0\0,1\n')).toMatchObject({ encoding: 'utf-8' });
    expect(await read('a,b\nx\0,1\n22,22222222\n')).toMatchObject({ encoding: 'utf-8' });
  });

  test('UTF-8 with a few damaged bytes stays UTF-8, and says so', async () => {
    const bytes = Buffer.from(text);
    bytes[bytes.length - 5] = 0xff;
    expect(await read(bytes)).toMatchObject({ encoding: 'utf-8', hasInvalidBytes: true });
  });

  test('as stated is taken, whatever the bytes look like', async () => {
    expect(await read(text, { encoding: 'utf-8' })).toMatchObject({
      encoding: 'utf-8',
      hasInvalidBytes: false,
    });
  });

  test('is the same however the bytes are cut into pieces', async () => {
    const long = Buffer.from(`${'甲乙丙丁,'.repeat(60_000)}\n`);
    const shifted = Buffer.concat([Buffer.from('x'), long]);
    for (const [index, bytes] of [long, shifted, Buffer.concat([Buffer.from('xy'), long])].entries()) {
      const file = path.join(folder, `long-${index}`);
      await writeFile(file, bytes);
      expect(await scanFile(file)).toMatchObject({
        unicode: 'utf-8',
        hasInvalidBytes: false,
        bytes: bytes.length,
        lines: 1,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    }
  });
});

describe('records', () => {
  const value = fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', '存', ' ', ''),
    maxLength: 6,
  });
  const written = (one: string, quote: boolean): string =>
    quote || /["\n,\r]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one;

  test('that are written by the rules are read back, however the text is cut', async () => {
    const table = fc.array(fc.array(fc.tuple(value, fc.boolean()), { minLength: 3, maxLength: 3 }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const text = rows
          .map((row) => `x${row.map(([one, quote]) => `,${written(one, quote)}`).join('')}\n`)
          .join('');
        const pieces = (async function* cut() {
          for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
        })();
        const target = path.join(folder, 'records');
        const copy = await copyRecords(
          pieces,
          { delimiter: ',', quote: '"' },
          { columns: 4, headerLines: 0, shortLines: false, target },
        );
        expect(copy.broken).toEqual([]);
        expect(copy.records).toBe(rows.length);
        const parsed: string[][] = [];
        for (let at = 0; at < text.length;) {
          const one = parseRecord(text, at, { delimiter: ',', quote: '"' }, true);
          if (one.kind !== 'record') break;
          parsed.push(one.values);
          at = one.end;
        }
        expect(parsed).toEqual(rows.map((row) => ['x', ...row.map(([one]) => one)]));
      }),
      { numRuns: testSize() === 'long' ? 2000 : 200, seed: seeded('records') },
    );
  });

  test('may end early where that is stated: what is missing at the end of a line has no value', async () => {
    const text = 'a,b,c\n1,2,3\n4\n5,"6"\n7,8,9,\n"x\ny",1\n2,"z\n3,4,5\n';
    const found = await read(text, { shortLines: true });
    expect(found.rows.map((row) => row.map((one) => one ?? ''))).toEqual([
      ['1', '2', '3'],
      ['4', '', ''],
      ['5', '6', ''],
      ['7', '8', '9'],
      ['y"', '1', ''],
      ['3', '4', '5'],
    ]);
    // A quote that swallows line ends makes no short record.
    expect(found.broken).toEqual([6, 8]);
    expect((await read('a,b,c\n1,2,3\n4\n')).broken).toEqual([3]);
  });

  test('are read alike by the engine and by the copy', async () => {
    const lines = fc.array(
      fc.string({ unit: fc.constantFrom('a', '"', ',', 'b', '\n', ' '), maxLength: 12 }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (some) => {
        const text = `h,i\n${some.join('\n')}\n`;
        const direct = await read(text);
        // An empty line in front sends the file through the copy.
        const copied = await read(text.replace('\n', '\n\n'));
        expect(copied.rows).toEqual(direct.rows);
        expect(copied.lines).toEqual(direct.lines.map((line) => line + 1));
        expect(copied.broken).toEqual(direct.broken.map((line) => line + 1));
      }),
      { numRuns: testSize() === 'long' ? 500 : 60, seed: seeded('both readers') },
    );
  });
});

test('a map of lines holds any order of gaps', () => {
  const lines = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(lines, (gaps) => {
      const expected = gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0));
      const map = new LineMap();
      for (const [record, line] of expected.entries()) map.add(record, line);
      expect(expected.map((_, record) => map.lineOf(record))).toEqual(expected);
    }),
    { seed: seeded('lines') },
  );
});
