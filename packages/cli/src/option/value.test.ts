import { Failure, parseDay } from '@gradus/schema';
import { expect, test } from 'vitest';
import { parseChoice } from './choice.ts';
import { parseLocale } from './locale.ts';
import { readTextFile } from './text-file.ts';
import { parseDateOption, parseMemoryOption, parseNumberOption } from './value.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'no error';
  } catch (error) {
    return error instanceof Failure ? error.code : String(error);
  }
};

test('dates are days of the calendar', () => {
  expect(parseDateOption('--as-of', '2024-02-29')).toBe(parseDay('2024-02-29'));
  for (const text of ['2026-02-29', '2026-6-30', '30.06.2026', '', '2026-06-30T00:00']) {
    expect(codeOf(() => parseDateOption('--as-of', text))).toBe('command.bad-date');
  }
  for (const text of ['0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31']) {
    expect(codeOf(() => parseDateOption('--as-of', text))).toBe('command.date-out-of-range');
  }
});

test.each([
  ['256MiB', 256],
  ['4GiB', 4096],
  ['2G', 2048],
  ['800M', 800],
])('%s is %s MiB', (text, mib) => {
  expect(parseMemoryOption(text)).toBe(mib);
});

test('a size needs a unit and must suffice', () => {
  for (const text of ['4', '4GB', '-4GiB', '255MiB', '0.5GiB', 'GiB']) {
    expect(codeOf(() => parseMemoryOption(text))).toBe('command.bad-size');
  }
});

test('numbers are whole and within limits', () => {
  expect(parseNumberOption('--threads', '8', 1, 8)).toBe(8);
  for (const text of ['0', '9', '1e3', '-1', '2.0', ' 3', '']) {
    expect(codeOf(() => parseNumberOption('--threads', text, 1, 8))).toBe('command.bad-number');
  }
});

test('words that are none of the choices are refused', async () => {
  expect(parseLocale('ZH-cn')).toBe('zh-CN');
  expect(codeOf(() => parseLocale('fr'))).toBe('command.bad-locale');
  expect(parseChoice('--dialect', 'spark', ['duckdb', 'spark'])).toBe('spark');
  expect(codeOf(() => parseChoice('--dialect', 'oracle', ['duckdb', 'spark']))).toBe('command.bad-choice');
  await expect(readTextFile('nowhere.yaml')).rejects.toMatchObject({ code: 'command.file-unreadable' });
});
