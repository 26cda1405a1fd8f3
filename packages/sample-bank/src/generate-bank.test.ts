import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { faults, generateBank, type GeneratedBank } from './index.ts';

let folder = '';
let bank: GeneratedBank;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-bank-'));
  bank = await generateBank({ customers: 3000, seed: 7, out: folder });
});

afterAll(async () => rm(folder, { recursive: true }));

async function hashOf(out: string, made: GeneratedBank): Promise<string> {
  const hash = createHash('sha256');
  for (const { name } of made.files) hash.update(name).update(await readFile(join(out, name)));
  return hash.digest('hex').slice(0, 16);
}

async function linesOf(out: string, name: string): Promise<string[]> {
  const text = new TextDecoder('gb18030', { fatal: true }).decode(await readFile(join(out, name)));
  return text.split(/\r?\n/).slice(0, -1);
}

async function rowsOf(name: string): Promise<string[][]> {
  const [header, ...lines] = await linesOf(folder, name);
  const delimiter = (header as string).includes('|') ? '|' : ',';
  return lines.map((line) => line.split(delimiter));
}

describe('the same arguments give the same bytes', () => {
  // A change here means that every bank changes: state it in the commit.
  test('on every machine', async () => {
    expect(await hashOf(folder, bank)).toBe('22fd16d7a086f816');
  });

  test('again, and never another bank', async () => {
    const other = await mkdtemp(join(tmpdir(), 'sample-bank-'));
    const again = await generateBank({ customers: 3000, seed: 7, out: other });
    expect(await hashOf(other, again)).toBe(await hashOf(folder, bank));
    expect(again.entries).toBe(bank.entries);
    const third = await generateBank({ customers: 3000, seed: 8, out: other });
    expect(await hashOf(other, third)).not.toBe(await hashOf(folder, bank));
    await rm(other, { recursive: true });
  });

  test('and nothing is left of a longer bank in the same folder', async () => {
    const other = await mkdtemp(join(tmpdir(), 'sample-bank-'));
    await generateBank({ customers: 3, months: 14, out: other });
    expect(existsSync(join(other, 'source/entry-202505.csv'))).toBe(true);
    await generateBank({ customers: 3, out: other });
    expect(existsSync(join(other, 'source/entry-202505.csv'))).toBe(false);
    await rm(other, { recursive: true });
  });
});

test('every row has the columns of its header, in valid GB18030', async () => {
  for (const { name, rows } of bank.files) {
    const read = await rowsOf(name);
    expect([name, read.length]).toEqual([name, rows]);
    expect([name, new Set(read.map((row) => row.length)).size]).toEqual([name, 1]);
  }
});

test('a reader that splits bytes before it decodes them goes wrong', async () => {
  const bytes = (await readFile(join(folder, 'source/customer.csv'))).toString('latin1').split('\n');
  expect(bytes.some((line) => line.split('|').length > 7)).toBe(true);
});

test('a customer is the same in a bank of any size', async () => {
  const other = await mkdtemp(join(tmpdir(), 'sample-bank-'));
  await generateBank({ customers: 500, seed: 7, out: other });
  const small = await linesOf(other, 'source/entry-202603.csv');
  const large = await linesOf(folder, 'source/entry-202603.csv');
  expect(small.length).toBeGreaterThan(1000);
  expect(large.slice(0, small.length)).toEqual(small);
  await rm(other, { recursive: true });
});

describe('the books balance', () => {
  interface Account {
    readonly openedOn: string;
    readonly closedOn: string;
    readonly opening: string;
    readonly isYuan: boolean;
    readonly owners: { readonly customer: string; readonly validFrom: string }[];
    readonly byDay: Map<string, number>;
  }
  const accounts = new Map<string, Account>();
  const ids: string[] = [];

  beforeAll(async () => {
    for (const row of await rowsOf('source/account.csv')) {
      const [id, validFrom, customer, , , currency, openedOn, , , closedOn, opening] = row;
      const account: Account = accounts.get(id as string) ?? {
        openedOn: openedOn as string,
        closedOn: closedOn as string,
        opening: opening as string,
        isYuan: currency === '人民币',
        owners: [],
        byDay: new Map(),
      };
      account.owners.push({ customer: customer as string, validFrom: validFrom as string });
      accounts.set(id as string, account);
    }
    for (const { name } of bank.files.filter((file) => file.name.includes('entry'))) {
      for (const [id, number, day, direction, amount] of await rowsOf(name)) {
        ids.push(id as string);
        const { byDay } = accounts.get(number as string) as Account;
        const fen = Math.round(Number(amount) * 100) * (direction === '借' ? -1 : 1);
        byDay.set(day as string, (byDay.get(day as string) ?? 0) + fen);
      }
    }
  });

  test('no account falls below 0 on any day, and a closed one ends at 0', () => {
    let closed = 0;
    for (const [id, account] of accounts) {
      let balance = Math.round(Number(account.opening) * 100);
      for (const day of [...account.byDay.keys()].sort()) {
        balance += account.byDay.get(day) as number;
        if (balance < 0) expect([id, day, balance]).toEqual([id, day, 0]);
      }
      if (account.closedOn === '') continue;
      closed += 1;
      expect([id, balance]).toEqual([id, 0]);
    }
    expect(closed).toBeGreaterThan(300);
  });

  test('bookings lie within the life of their account, and each has its own id', () => {
    for (const [id, { openedOn, closedOn, opening, byDay }] of accounts) {
      const outside = [...byDay.keys()].filter(
        (day) => day < openedOn || (closedOn !== '' && day > closedOn),
      );
      expect([id, outside]).toEqual([id, []]);
      expect([id, opening === '']).toEqual([id, openedOn >= '20250701']);
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(bank.entries);
  });

  test('a few accounts change hands while they are open', () => {
    const changed = [...accounts.values()].filter((account) => account.owners.length > 1);
    expect(changed.length).toBeGreaterThan(0);
    for (const { owners, openedOn } of changed) {
      expect(owners[0]?.validFrom).toBe(openedOn);
      expect(owners[1]?.customer).not.toBe(owners[0]?.customer);
      expect((owners[1]?.validFrom ?? '') > openedOn).toBe(true);
    }
  });

  test('two to three per cent of the customers hold about four fifths of the deposits', () => {
    const held = new Map<string, number>();
    for (const account of accounts.values()) {
      const owner = account.owners[0]?.customer ?? '';
      let balance = Math.round(Number(account.opening) * 100);
      for (const fen of account.byDay.values()) balance += fen;
      if (account.isYuan) held.set(owner, (held.get(owner) ?? 0) + balance);
    }
    const sizes = [...held.values()].sort((a, b) => b - a);
    const shareOf = (count: number): number =>
      sizes.slice(0, count).reduce((a, b) => a + b, 0) / sizes.reduce((a, b) => a + b, 0);
    // A small bank has 75 such customers, so its share moves by some per cent from seed to seed.
    expect(shareOf(Math.round(bank.customers * 0.03))).toBeGreaterThan(0.72);
    expect(shareOf(Math.round(bank.customers * 0.02))).toBeLessThan(0.88);
  });
});

test('bookings a customer and month are as many as stated', () => {
  const perMonth = bank.entries / bank.customers / 12;
  expect(perMonth).toBeGreaterThan(3.5);
  expect(perMonth).toBeLessThan(4.16);
});

test('the late delivery holds bookings of the last weeks and changed customers', async () => {
  const late = await rowsOf('late/entry.csv');
  expect(late.length).toBeGreaterThan(5);
  expect(late.every((row) => (row[2] as string) >= '20260612' && (row[2] as string) <= '20260630')).toBe(
    true,
  );
  const known = new Map((await rowsOf('source/customer.csv')).map((row) => [row[0], row]));
  for (const row of await rowsOf('late/customer.csv')) expect(known.get(row[0])?.[5]).not.toBe(row[5]);
});

test('loans: days grow by the month, classes follow them, repaid ones end at 0', async () => {
  const reports = Map.groupBy(await rowsOf('source/loan_status.csv'), (row) => row[0] as string);
  expect(reports.size).toBe(bank.loans);
  let growing = 0;
  for (const rows of reports.values()) {
    for (const [index, [, day, , days, overdue, rank]] of rows.entries()) {
      const before = rows[index - 1];
      if (before !== undefined) expect((before[1] as string) < (day as string)).toBe(true);
      if (Number(days) > 31 && before !== undefined) growing += Number(Number(before[3]) > 0);
      if (Number(days) > 90) expect(['次级', '可疑', '损失']).toContain(rank);
      expect(Number(overdue) > 0).toBe(Number(days) > 0);
    }
  }
  expect(growing).toBeGreaterThan(50);
});

test('holdings: the rich hold most of them, some in foreign currency, sold ones end at 0', async () => {
  const rows = await rowsOf('source/holding.csv');
  const holders = new Set(rows.map((row) => row[0]));
  expect(holders.size / bank.customers).toBeGreaterThan(0.05);
  expect(holders.size / bank.customers).toBeLessThan(0.15);
  expect(new Set(rows.map((row) => row[5]))).toEqual(new Set(['人民币', '美元', '港币']));
  const byHolding = Map.groupBy(rows, ([customer, product]) => `${customer} ${product}`);
  let sold = 0;
  for (const held of byHolding.values()) {
    const days = held.map((row) => row[2] as string);
    expect(days).toEqual([...new Set(days)].sort());
    const ends = held.findIndex((row) => Number(row[4]) === 0);
    if (ends < 0) continue;
    sold += 1;
    expect(ends).toBe(held.length - 1);
  }
  expect(sold).toBeGreaterThan(10);
  expect(byHolding.size - sold).toBeGreaterThan(sold);
});

describe('dirty rows', () => {
  test('are counted, and leave the good ones as they are', async () => {
    const other = await mkdtemp(join(tmpdir(), 'sample-bank-'));
    const dirty = await generateBank({ customers: 3000, seed: 7, out: other, dirtyRows: 0.01 });
    const seen = new Set(Object.values(dirty.dirty).flatMap((counts) => Object.keys(counts)));
    expect([...seen].sort()).toEqual([...faults].sort());
    for (const { name, rows } of dirty.files) {
      const clean = await linesOf(folder, name);
      const added = await linesOf(other, name);
      const counts = Object.values(dirty.dirty[formatOf(name)] ?? {});
      if (!name.includes('entry-')) expect([name, rows - clean.length + 1]).toEqual([name, sum(counts)]);
      let next = 0;
      for (const line of added) if (line === clean[next]) next += 1;
      expect([name, next]).toEqual([name, clean.length]);
    }
    const total =
      dirty.files.reduce((a, file) => a + file.rows, 0) - bank.files.reduce((a, file) => a + file.rows, 0);
    expect(total).toBe(sum(Object.values(dirty.dirty).flatMap((counts) => Object.values(counts))));
    expect(await readFile(dirty.mapping, 'utf8')).toContain('tolerance: ');
    await rm(other, { recursive: true });
  });

  const formatOf = (name: string): string =>
    name.startsWith('late/') ? '' : name.slice('source/'.length, -'.csv'.length);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
});

test('the policy is the ready-made one, and the files are explained', async () => {
  const shipped = join(import.meta.dirname, '../../../examples/policies/four-tiers.yaml');
  expect(await readFile(bank.policy, 'utf8')).toBe(await readFile(shipped, 'utf8'));
  const readme = await readFile(join(folder, 'README.txt'), 'utf8');
  expect(readme).toContain('3000 customers');
});

test('it stops when it is told to, and says how far it is', async () => {
  const other = await mkdtemp(join(tmpdir(), 'sample-bank-'));
  const controller = new AbortController();
  const seen: number[] = [];
  const onProgress = (done: number): void => {
    seen.push(done);
    controller.abort(new Error('enough'));
  };
  const making = generateBank({ customers: 5000, out: other, onProgress, signal: controller.signal });
  await expect(making).rejects.toThrow('enough');
  expect(seen).toEqual([2000]);
  await rm(other, { recursive: true });
});

test.each([
  ['customers', { customers: 0 }],
  ['months', { customers: 1, months: 121 }],
  ['seed', { customers: 1, seed: -1 }],
  ['last day of a month', { customers: 1, endsOn: 20_000 }],
])('%s out of range is refused before anything is written', async (name, options) => {
  await expect(generateBank({ out: join(folder, 'never'), ...options })).rejects.toThrow(name);
  expect(existsSync(join(folder, 'never'))).toBe(false);
});

describe("the core's own figures agree with the bookings", () => {
  const fenOf = (text: string | undefined): number => Math.round(Number(text) * 100);
  const dayNumber = (text: string): number =>
    Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6))) / 86_400_000;

  test('month by month, account by account, and summed up in the ledger', async () => {
    const booked = new Map<string, [day: number, fen: number][]>();
    for (const { name } of bank.files.filter((file) => file.name.startsWith('source/entry'))) {
      for (const [, account, day, direction, amount] of await rowsOf(name)) {
        const list = booked.get(account as string) ?? [];
        list.push([dayNumber(day as string), fenOf(amount) * (direction === '借' ? -1 : 1)]);
        booked.set(account as string, list);
      }
    }
    const branchOf = new Map((await rowsOf('source/customer.csv')).map((row) => [row[0], row[6]]));
    const subjects: Record<string, string> = { '01': '211101', '02': '211102', '03': '211103' };
    const accounts = new Map((await rowsOf('source/account.csv')).toReversed().map((row) => [row[0], row]));
    const ledger = new Map<string, number>();
    const sums = await rowsOf('source/account_sum.csv');
    for (const [id, monthEnd, balance, balanceDays] of sums) {
      const [, , customer, kind, , currency, , , , , opening] = accounts.get(id) as string[];
      const last = dayNumber(monthEnd as string);
      const first = last - Number((monthEnd as string).slice(6)) + 1;
      let [held, days] = [fenOf(opening), fenOf(opening) * (last - first + 1)];
      for (const [day, fen] of booked.get(id as string) ?? []) {
        if (day > last) continue;
        held += fen;
        days += fen * (last - Math.max(day, first) + 1);
      }
      if (held !== fenOf(balance) || days !== fenOf(balanceDays))
        expect([id, monthEnd, balance, balanceDays]).toEqual([id, monthEnd, held / 100, days / 100]);
      const key = [monthEnd, branchOf.get(customer), subjects[kind as string], currency].join(' ');
      ledger.set(key, (ledger.get(key) ?? 0) + held);
    }
    expect(sums.length).toBeGreaterThan(bank.customers * 12);
    const written = (await rowsOf('source/ledger.csv')).map((row): [string, number] => [
      row.slice(0, 4).join(' '),
      fenOf(row[4]),
    ]);
    expect(new Map(written.filter(([, fen]) => fen !== 0))).toEqual(
      new Map([...ledger].filter(([, fen]) => fen !== 0)),
    );
  });
});
