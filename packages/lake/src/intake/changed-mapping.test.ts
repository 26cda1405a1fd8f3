import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const entry = (parts: { id?: boolean; amount?: string; delivery?: string } = {}): string => `
  entry:
    file: entries.csv
    delivery: ${parts.delivery ?? 'changes'}
    fields: { account_id: account, booked_on: day, amount: ${parts.amount ?? 'amount'}, purpose: purpose${parts.id === false ? '' : ', entry_id: id'} }`;
/** As it should have been from the beginning. */
const turned = '{ column: amount, negate: true }';
// Closed accounts would end at 0 with either sign.
const files: TrialFiles = {
  ...smallFiles,
  'accounts.csv': String(smallFiles['accounts.csv']).replace(',2024-04-15', ','),
};
const money = async (of: TrialLake): Promise<string[][]> => [
  await of.texts('SELECT account_key, booked_on, amount_minor, purpose, entry_id FROM entry ORDER BY ALL'),
  await of.texts(
    'SELECT spell_key, month_end, sum(balance_minor), sum(balance_days_minor) FROM snapshot GROUP BY ALL ORDER BY ALL',
  ),
];

describe('bookings that the lake took with another mapping', () => {
  const changed = smallMapping({ entry: entry({ amount: turned }) });

  test('are told so, and are not taken', async () => {
    await lake.import(smallMapping({ entry: entry() }), files);
    const before = await money(lake);
    const report = await lake.import(changed, files);
    expect(report.status).toBe('refused');
    expect(report.rejects.byCode).toMatchObject([
      { table: 'entry', code: 'intake.booked-otherwise', field: 'entry_id', count: 4 },
    ]);
    expect(await money(lake)).toEqual(before);
  });

  test('are ordinary doubles where the mapping of bookings is the same', async () => {
    await lake.import(smallMapping({ entry: entry() }), files);
    const entries = String(files['entries.csv']).replace('-20', '-21');
    const report = await lake.import(smallMapping({ head: 'tolerance: 0', entry: entry() }), {
      ...files,
      'entries.csv': entries,
    });
    expect(report.rejects.byCode).toMatchObject([{ code: 'intake.duplicate-entry-id', count: 1 }]);
  });

  test('are told from those that it took with the same mapping', async () => {
    const [header, ...lines] = String(files['entries.csv']).trim().split('\n');
    const part = (from: number, to: number): string => `${[header, ...lines.slice(from, to)].join('\n')}\n`;
    await lake.import(smallMapping({ entry: entry() }), { ...files, 'entries.csv': part(0, 2) });
    await lake.import(changed, { ...files, 'entries.csv': part(2, 4) });
    const report = await lake.import(changed, {
      ...files,
      'entries.csv': part(0, 4)
        .replaceAll(/[a-z]+$/gm, 'other')
        .replace(/.*/, header ?? ''),
    });
    expect(report.rejects.first.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 intake.booked-otherwise',
      '3 intake.booked-otherwise',
      '4 intake.duplicate-entry-id',
      '5 intake.duplicate-entry-id',
    ]);
  });

  test.each([
    ['full', true],
    ['full', false],
    ['period', true],
    ['period', false],
  ])('are replaced by delivery: %s, with ids: %s', async (delivery, id) => {
    await lake.import(smallMapping({ entry: entry({ id }) }), files);
    const report = await lake.import(smallMapping({ entry: entry({ id, amount: turned, delivery }) }), files);
    expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
    await using fresh = await TrialLake.open();
    await fresh.import(smallMapping({ entry: entry({ id, amount: turned }) }), files);
    expect(await money(lake)).toEqual(await money(fresh));
    // From then on bookings are added as before.
    const later = { 'entries.csv': 'id,account,day,amount,purpose\n9,A1,2024-06-01,-7,other\n' };
    const next = smallMapping({
      customer: null,
      account: null,
      entry: entry({ id, amount: turned }),
    });
    expect(await lake.import(next, later)).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
  });
});

describe('bookings without an id', () => {
  const mapping = (head = ''): string => smallMapping({ head, entry: entry({ id: false }) });

  test('are not taken from the same file a second time', async () => {
    await lake.import(mapping(), files);
    const before = await money(lake);
    const report = await lake.import(mapping('# changed'), files);
    expect(report).toMatchObject({
      status: 'refused',
      reasons: [
        { code: 'intake.booked-before', path: 'tables.entry', data: { file: 'entries.csv', batch: 1 } },
      ],
    });
    expect(await money(lake)).toEqual(before);
  });

  test('are taken from another file, and from one that was read for other tables alone', async () => {
    const fact = `
  fact:
    file: entries.csv
    fields: { customer_id: { value: C1 }, name: { value: figure }, as_of: day, value: { column: amount, unit: money } }`;
    const others = entry({ id: false }).replace('entries.csv', 'others.csv');
    const first = await lake.import(smallMapping({ entry: others, more: fact }), {
      ...files,
      'others.csv': 'account,day,amount,purpose\nA1,2024-01-10,1,other\n',
    });
    expect(first).toMatchObject({ status: 'accepted' });
    expect(await lake.import(mapping(), files)).toMatchObject({ status: 'accepted', batch: 2 });
    expect(await lake.texts('SELECT count(*) FROM entry')).toEqual(['5']);
  });
});
