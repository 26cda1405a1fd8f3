import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { nextCommand } from './next-command.ts';

test('paths of letters of any script stand as they are', () => {
  expect(nextCommand('import', '--lake', '数据湖目录', '../bank/源文件_1')).toBe(
    'npx gradus import --lake 数据湖目录 ../bank/源文件_1',
  );
});

test('a shell takes every word as it was given, whatever sign of the keyboard stands in it', () => {
  const signs = Array.from({ length: 127 - 32 }, (_, at) => String.fromCodePoint(32 + at));
  const words = signs.flatMap((sign) => [sign, `a${sign}b`, `${sign}HOME`]);
  const script = `npx() { shift; printf '%s\\n' "$@"; }; ${nextCommand(...words)}`;
  expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
});
