import { expect, test } from 'vitest';
import type { Context } from '../launch/launch.ts';
import { progressView } from './progress.ts';

test('without a terminal a line is told every five seconds, not for every step', () => {
  let nowMs = 0;
  const lines: string[] = [];
  const context = {
    isTerminal: false,
    isJson: false,
    nowMs: () => nowMs,
    err: (line: string) => lines.push(line),
  } as unknown as Context;
  const view = progressView(context);
  for (nowMs = 0; nowMs <= 12_000; nowMs += 100) view.show('reading', nowMs / 12_000);
  view.end();
  expect(lines).toEqual(['5 s  reading  41 %\n', '10 s  reading  83 %\n']);
});
