import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);

const sound = `gradus_mapping: 1
source: core
currency: CNY
tables:
  customer:
    file: customers.csv
    fields: { customer_id: id, opened_on: since }
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-mapping-check-'));
  await mkdir(at('source'));
  await writeFile(at('source/customers.csv'), 'id,since\n1,2026-01-01\n');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function check(mapping: string, ...more: string[]) {
  await writeFile(at('m.yaml'), mapping);
  return runCaptured(['mapping', 'check', at('m.yaml'), ...more]);
}

test('a mapping without mistakes is sent on to its files, then to the import', async () => {
  const alone = await check(sound);
  expect(alone).toMatchObject({ code: 0, err: '' });
  expect(alone.out).toMatch(
    /m\.yaml: 0 error\(s\), 0 warning\(s\)\nNext: npx gradus mapping check .*m\.yaml SOURCE_DIR\n$/,
  );
  const { out } = await check(sound, at('source'), '--locale', 'zh-CN');
  expect(out).toMatch(
    /m\.yaml：0 个错误，0 个警告\n下一步：npx gradus import --lake 数据湖目录 --mapping .*m\.yaml .*source\n$/,
  );
});

test('mistakes stand in the order of the document, and the exit code says that there are some', async () => {
  const wrong = sound
    .replace('since }', 'since, status: { value: activ } }\n    except: { a: [b }')
    .replace('[b }', 'b }\n    filee: x')
    .replace('currency: CNY', 'currency: yuan');
  const { code, out } = await check(wrong, at('source'));
  expect(code).toBe(1);
  expect([...out.matchAll(/m\.yaml:(\d+):\d+: error/g)].map(([, line]) => line)).toEqual(['3', '9']);
  expect(out).toContain('2 error(s)');
  expect(out).toMatch(
    /\nNext: mend the errors in \S+m\.yaml .*, then npx gradus mapping check \S+m\.yaml \S+source\n$/,
  );
});

test('a column that a condition names and the file lacks is found with the place of both', async () => {
  const mapping = sound.replace('    fields', '    except: { statte: X }\n    fields');
  const { out } = await check(mapping, at('source'), '--json');
  expect(JSON.parse(out)).toMatchObject({
    errors: 1,
    warnings: 0,
    diagnostics: [
      {
        code: 'intake.missing-column',
        line: 7,
        column: 15,
        path: 'tables.customer.except.statte',
        data: { file: 'customers.csv', known: ['id', 'since'] },
      },
    ],
  });
  expect((await check(mapping)).code).toBe(0);
});

test('a file that cannot be read is a finding, a folder that is not there a failure', async () => {
  const { code, out } = await check(
    sound.replace('tables:', 'read: { format: parquet }\ntables:'),
    at('source'),
  );
  expect(code).toBe(1);
  expect(out).toContain('[intake.not-parquet]');
  expect((await check(sound, at('nowhere'))).err).toContain('[intake.no-source-folder]');
});

test('queries are not run', async () => {
  const query = sound.replace('file: customers.csv', 'connection: core\n    query: SELECT 1');
  expect((await check(query, at('source'))).code).toBe(0);
});

test('doubts of a proposal that nobody settled are counted, in the check and on import', async () => {
  const open =
    sound.replace('    file', '    # ? Is this the right file?\n    # no doubt\n    file') +
    '  # ? And this?\n';
  const { code, out } = await check(open, at('source'));
  expect(code).toBe(0);
  expect(out).toMatch(
    /m\.yaml:6:5: warning \[intake\.open-doubts\] 2 doubts .* line 6: "Is this the right file\?"/,
  );
  expect(out).toMatch(
    /\nNext: settle the doubts .*, then npx gradus import --lake LAKE --mapping \S+ \S+source\n$/,
  );
  const imported = await runCaptured([
    'import',
    '--lake',
    at('lake'),
    '--mapping',
    at('m.yaml'),
    at('source'),
  ]);
  expect(imported.code).toBe(0);
  expect(imported.out).toContain('warning [intake.open-doubts] 2 doubts');
  const settled = await check(sound.replace('    file', '    # note: "# ?" is gone\n    file'), at('source'));
  expect(settled.out).not.toContain('intake.open-doubts');
});

test('tables that rows name and nobody delivers are told', async () => {
  const entry = `  entry:
    file: customers.csv
    fields: { account_id: id, booked_on: since, amount: id, purpose: id }
  loan_party:
    file: customers.csv
    fields: { loan_id: id, customer_id: id, role: { value: borrower } }
`;
  const { code, out } = await check(sound + entry);
  expect(code).toBe(0);
  expect(out).toContain('m.yaml:8:3: warning [intake.unfed-table] No feed of this mapping delivers account,');
  expect(out).toMatch(/m\.yaml:11:3: warning .* delivers loan, .* loan_party names/);
  expect(out).toContain('0 error(s), 2 warning(s)');
});
