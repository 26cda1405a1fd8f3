import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';

const shipped = path.join(import.meta.dirname, '../../../../examples/policies/four-tiers.yaml');
let folder: string;
let untied: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-check-'));
  untied = path.join(folder, 'untied.yaml');
  const text = await readFile(shipped, 'utf8');
  await writeFile(untied, text.replace(/ {2}- id: weak-and-overdue[^]*?WEAK_AND_OVERDUE\n/, ''));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const claim = ['--certificate', 'credit_limit,loan_rate:deposits'];

test('a certificate is given when it is proved, and fails the check with an example when it is not', async () => {
  const proved = await runCaptured(['check', untied, ...claim]);
  expect(proved).toMatchObject({
    code: 0,
    out: expect.stringContaining('Proved: who has credit_limit, loan_rate') as unknown,
  });
  const refuted = await runCaptured(['check', shipped, ...claim], { locale: 'zh-CN' });
  expect(refuted.code).toBe(1);
  expect(refuted.out).toContain('不成立');
  expect(refuted.out).toContain('例如');
  const json = await runCaptured(['check', untied, ...claim, '--json']);
  expect(JSON.parse(json.out)).toMatchObject({
    certificate: { format: 'gradus-certificate-1', status: 'proved' },
  });
});

test.each([
  ['credit_limit', 'command.bad-claim'],
  ['credit_limit:', 'command.bad-claim'],
  ['credit_limits:deposits', 'policy.unknown-claim'],
  ['credit_limit:depots', 'policy.unknown-claim'],
])('a claim %s is refused with %s', async (text, code) => {
  const { err, code: exit } = await runCaptured(['check', untied, '--certificate', text]);
  expect(exit).not.toBe(0);
  expect(err).toContain(code);
});

test('diff tells what changed and for whom, and what cannot be compared', async () => {
  const { code, out } = await runCaptured(['diff', shipped, untied]);
  expect(code).toBe(0);
  expect(out).toContain('weak-and-overdue: rule removed');
  const same = await runCaptured(['diff', shipped, shipped, '--locale', 'zh-CN']);
  expect(same.out).toBe('两份政策含义相同。\n');
  const json = await runCaptured(['diff', shipped, untied, '--json']);
  expect(JSON.parse(json.out)).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({ kind: 'rule.removed', effect: 'better' }),
    ]) as unknown,
  });
  const wrong = path.join(folder, 'wrong.yaml');
  await writeFile(wrong, 'gradus: 1\n');
  expect((await runCaptured(['diff', shipped, wrong])).err).toContain('policy.not-comparable');
});

test('the pack of the currency speaks with its source, and once', async () => {
  const { out, code } = await runCaptured(['check', shipped, '--on', '2026-06-30']);
  expect(code).toBe(0);
  expect(out).toContain('[cn/no-tying: ');
  expect(out).toContain('reminder [cn/human-review]');
  expect(out).not.toContain('policy.credit-depends-on-deposits');
  const without = await runCaptured(['check', shipped, '--pack', 'none']);
  expect(without.out).toContain('policy.credit-depends-on-deposits');
  expect(without.out).not.toContain('[cn/');
  const earlier = await runCaptured(['check', shipped, '--on', '2010-01-01']);
  expect(earlier.out).toContain('policy.credit-depends-on-deposits');
});

test('a pack with errors is refused, with what is wrong', async () => {
  const pack = path.join(folder, 'pack.yaml');
  await writeFile(pack, 'gradus_pack: 1\nid: x\n');
  const { err, code } = await runCaptured(['check', shipped, '--pack', pack]);
  expect(code).toBe(1);
  expect(err).toContain('policy.pack-refused');
  expect(err).toContain('policy.missing-key');
});
