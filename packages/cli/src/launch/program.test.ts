import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);
const customers = 300;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-cli-'));
  await succeed('generate', '--customers', String(customers), '--seed', '7', '--out', at('bank'));
  await succeed('import', '--lake', at('lake'), '--mapping', at('bank/mapping.yaml'), at('bank/source'));
  await succeed(...assess('2026-05-31'), '--out', at('may'));
  await succeed(...assess('2026-06-30'), '--previous', at('may'), '--out', at('june'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const flags = (options: Readonly<Record<string, string>>): string[] =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);

const assess = (asOf: string): string[] => [
  'assess',
  ...flags({ lake: at('lake'), policy: at('bank/policy.yaml'), 'as-of': asOf }),
];

async function succeed(...argv: string[]): Promise<string> {
  const { code, out, err } = await runCaptured(argv);
  expect({ argv, code, err }).toEqual({ argv, code: 0, err: '' });
  return out;
}

const json = async (...argv: string[]): Promise<Record<string, unknown>> =>
  JSON.parse(await succeed(...argv, '--json')) as Record<string, unknown>;

describe('the way from files to tiers', () => {
  test('assess tells the pyramid, and as JSON what a script needs', async () => {
    const out = await succeed(...assess('2026-06-30'), '--out', at('told'), '--locale', 'zh-CN');
    expect(out).toContain('优质客户 (premium)');
    const told = await json(...assess('2026-06-30'), '--out', at('told-json'));
    expect(told).toMatchObject({ asOf: '2026-06-30', counts: { customers }, previous: null });
    expect(told['digest']).toMatch(/^[0-9a-f]{64}$/);
  });

  test('an indicator that nobody has a value for is named', async () => {
    const policy = await readFile(at('bank/policy.yaml'), 'utf8');
    const withFigure = policy.replace(
      'indicators:\n',
      'indicators:\n  nps: { metric: fact, name: nps, unit: count }\n',
    );
    await writeFile(at('nps.yaml'), withFigure);
    const line = ['assess', ...flags({ lake: at('lake'), policy: at('nps.yaml'), 'as-of': '2026-06-30' })];
    const out = await succeed(...line, '--out', at('nps'));
    expect(out).toContain('No rated customer has a value for: nps. Is a delivery missing?');
    expect(await succeed(...assess('2026-06-30'), '--out', at('no-nps'))).not.toContain('No rated customer');
  });

  test('a result is not overwritten', async () => {
    const { code, err, out } = await runCaptured([...assess('2026-06-30'), '--out', at('june'), '--json']);
    expect(code).toBe(1);
    expect(err).toContain('[assessment.out-not-empty]');
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'assessment.out-not-empty' } });
  });

  test('verify says yes, and no to a changed byte', async () => {
    const pair = ['--lake', at('lake'), '--result'];
    expect(await json('verify', ...pair, at('june'))).toEqual({ verified: true, findings: [] });
    await succeed(...assess('2026-06-30'), '--out', at('touched'));
    const file = at('touched/tiers/000000.parquet');
    const bytes = await readFile(file);
    bytes[50] = (bytes[50] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const { code, out } = await runCaptured(['verify', ...pair, at('touched')]);
    expect(code).toBe(1);
    expect(out).toContain(`${file}: error [assessment.file-changed]`);
    expect(out).toContain('not verified');
  });

  test('export, explain and simulate speak of the same customers', async () => {
    const pair = ['--lake', at('lake'), '--result', at('june')];
    expect(await json('export', ...pair, '--out', at('june.csv'), '--bom')).toMatchObject({
      rows: customers,
    });
    const [, line = ''] = (await readFile(at('june.csv'), 'utf8')).split('\n');
    const [customer = ''] = line.split(',');
    expect(await json('explain', ...pair, '--customer', customer)).toMatchObject({ customerId: customer });
    expect(await succeed('explain', ...pair, '--customer', customer, '--locale', 'zh-CN')).toContain(
      `客户 ${customer}`,
    );
    const policy = await readFile(at('bank/policy.yaml'), 'utf8');
    await writeFile(at('stricter.yaml'), policy.replace(/from: 75\b/, 'from: 90'));
    const simulate = [
      'simulate',
      ...flags({ lake: at('lake'), policy: at('stricter.yaml'), against: at('bank/policy.yaml') }),
      ...flags({ 'as-of': '2026-06-30', previous: at('may') }),
    ];
    expect(await json(...simulate)).toMatchObject({ customers });
    const simulated = await succeed(...simulate, '--locale', 'zh-CN');
    expect(simulated).toContain('由 \\ 至');
    expect(simulated).not.toContain('deposits');
    expect(simulated).toMatch(/（CNY）\n/);
  });

  test('what is for risk and audit alone says so beside the output', async () => {
    const pair = ['--lake', at('lake'), '--result', at('june'), '--internal', '--json'];
    const exported = await runCaptured(['export', ...pair, '--out', at('internal.csv')]);
    expect(exported).toMatchObject({
      code: 0,
      err: expect.stringContaining('for risk and audit only') as unknown,
    });
    expect(JSON.parse(exported.out)).toMatchObject({ rows: customers });
    const [, line = ''] = (await readFile(at('internal.csv'), 'utf8')).split('\n');
    const argv = ['explain', ...pair, '--customer', line.split(',')[0] ?? '', '--locale', 'zh-CN'];
    expect((await runCaptured(argv)).err).toContain('仅供风险与审计使用');
  });

  test('unknown customers are met with near ids', async () => {
    const argv = ['explain', '--lake', at('lake'), '--result', at('june'), '--customer', 'x'];
    const { code, err } = await runCaptured(argv);
    expect(code).toBe(1);
    expect(err).toContain('[assessment.unknown-customer]');
  });
});

describe('commands that need no lake', () => {
  test('check speaks like a compiler', async () => {
    expect(await succeed('check', at('bank/policy.yaml'))).toContain('0 error(s)');
    const text = await readFile(at('bank/policy.yaml'), 'utf8');
    await writeFile(at('wrong.yaml'), text.replace('deposits < 10000', 'depositss < 10000'));
    const { code, out } = await runCaptured(['check', at('wrong.yaml')]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /wrong\.yaml:\d+:\d+: error \[policy\.unknown-name\] .*\n +\d+ \| .*depositss.*\n +\| +\^\n/,
    );
    const told = await runCaptured(['check', at('wrong.yaml'), '--json']);
    expect(JSON.parse(told.out)).toMatchObject({ errors: 1 });
    const refused = await runCaptured([
      'assess',
      ...flags({ lake: at('lake'), policy: at('wrong.yaml'), 'as-of': '2026-06-30', out: at('never') }),
    ]);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/assessment\.policy-refused\]\n {2}\d+:\d+: error \[policy\.unknown-name\]/);
  });

  test.each(['duckdb', 'trino', 'spark'])('sql prints both statements for %s', async (dialect) => {
    const argv = ['sql', '--policy', at('bank/policy.yaml'), '--as-of', '2026-06-30', '--dialect', dialect];
    const { indicator, tiers } = await json(...argv);
    expect(indicator).toContain('deposits');
    expect(tiers).toContain('granted_tier');
    expect(await succeed(...argv)).toContain(String(tiers));
  });

  test('schema prints what editors read', async () => {
    expect(JSON.parse(await succeed('schema', 'policy'))).toHaveProperty('properties.tiers');
    expect(JSON.parse(await succeed('schema', 'mapping'))).toHaveProperty('properties.tables');
  });

  test('bash takes the completion script, and completes with it', async () => {
    await writeFile(at('completion.bash'), await succeed('completion', 'bash'));
    const script = `. "${at('completion.bash')}"; COMP_WORDS=(gradus assess --ov); COMP_CWORD=2; _gradus; echo "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim()).toBe('--overrides');
    expect(await succeed('completion', 'zsh')).toContain('bashcompinit');
    expect(await succeed('completion', 'fish')).toContain("-l overrides -d 'CSV: customer_id");
  });
});

describe('what is wrong on the command line is said in our words', () => {
  const lake = ['--lake', 'l', '--policy', 'p', '--out', 'o', '--as-of', '2026-06-30'];
  test.each([
    [['asses'], 'command.unknown-command'],
    [['assess', '--lak', 'x'], 'command.unknown-option'],
    [['check', 'p', '--lak', 'x'], 'command.unknown-option'],
    [['--pack', 'x', 'check', 'p'], 'command.option-before-command'],
    [['assess', '--lake', 'x'], 'command.missing-option'],
    [['assess', '--lake'], 'command.missing-value'],
    [['check'], 'command.missing-argument'],
    [['check', 'a', 'b'], 'command.excess-arguments'],
    [['check', 'nowhere.yaml'], 'command.file-unreadable'],
    [['check', 'p', '--locale', 'fr'], 'command.bad-locale'],
    [['assess', ...lake.slice(0, -1), '2026-06-31'], 'command.bad-date'],
    [['assess', ...lake, '--threads', '0'], 'command.bad-number'],
    [['assess', ...lake, '--engine', 'oracle'], 'command.bad-choice'],
    [['generate', '--customers', 'many', '--out', 'o'], 'command.bad-number'],
  ])('%j: %s', async (argv, code) => {
    const captured = await runCaptured(argv);
    expect(captured.err).toContain(`[${code}]`);
    expect(captured).toMatchObject({ code: 64, out: '' });
    const told = await runCaptured([...argv.slice(0, 1), '--json', ...argv.slice(1)]);
    expect(JSON.parse(told.out)).toMatchObject({ error: { code } });
  });

  test.each([
    ['mapping', '通用选项：'],
    ['mapping suggest', '源系统名称（默认 core）'],
  ])('the help of %s is Chinese throughout', async (line, part) => {
    const { out } = await runCaptured([...line.split(' '), '--help', '--locale', 'zh-CN']);
    expect(out).toContain(part);
    // Beside the names that are typed and the one word of the form of a command.
    expect(out.replaceAll(/用法：.*|[<[].*?[\]>]|JSON/g, '')).not.toMatch(/[A-Za-z]{3,} [A-Za-z]{2,}/);
  });

  test('what is too much is shown in the language of the user', async () => {
    const { err } = await runCaptured(['check', 'my', 'policy.yaml', '--locale', 'zh-CN']);
    expect(err).toContain('命令最多接受 1 个参数，实际给出：my, policy.yaml。');
  });

  test('an option before a command within another is shown where it belongs', async () => {
    const { err } = await runCaptured(['--source', 'core', 'mapping', 'suggest', 'x', '--locale', 'en']);
    expect(err).toContain('gradus mapping suggest … --source');
  });

  test.each([
    [['--locale', 'zh-CN', '--json', 'check', 'none']],
    [['check', '--json', '--locale=zh-CN', 'none']],
    [['--json', 'mapping', '--locale', 'zh-CN', 'check', 'none']],
    [['mapping', 'check', 'none', '--locale', 'zh-CN', '--json']],
  ])('%j: what all commands share may stand anywhere', async (argv) => {
    const { out, err } = await runCaptured(argv);
    expect(JSON.parse(out)).toMatchObject({ error: { message: expect.stringMatching(/\p{Script=Han}/u) } });
    expect(err).toMatch(/\p{Script=Han}/u);
  });

  test.each([
    ['suggest', ['gradus mapping suggest']],
    ['assesss', ['gradus assess']],
    ['map', ['gradus mapping suggest', 'gradus mapping fields']],
    ['mapping sugest', ['gradus mapping suggest']],
    ['imp', ['gradus import']],
    ['xyz', []],
  ])('%s: did you mean %j', async (line, suggestions) => {
    const { out } = await runCaptured([...line.split(' '), '--json']);
    expect(JSON.parse(out)).toMatchObject({ error: { data: { suggestions } } });
  });

  test.each([
    [['check', 'p', '--pakc', 'x'], '--pack'],
    [['mapping', 'suggest', 'd', '--sorce', 'x'], '--source'],
    // Options of other commands are none here.
    [['check', 'p', '--lake', 'x'], null],
  ])('%j: did you mean %s', async (argv, option) => {
    const { err } = await runCaptured(argv);
    expect(err).toContain('[command.unknown-option]');
    expect(/(?:Did you mean|是否想写) "([^"]*)"/.exec(err)?.[1] ?? null).toBe(option);
  });

  test('a size is checked before the work', async () => {
    const argv = ['verify', '--lake', 'l', '--result', 'r', '--memory', '4'];
    expect((await runCaptured(argv)).err).toContain('[command.bad-size]');
  });

  test('in Chinese for those who asked in Chinese', async () => {
    expect((await runCaptured(['asses', '--locale', 'zh-CN'])).err).toContain('没有命令 "asses"');
    expect((await runCaptured(['check'], { locale: 'zh-CN' })).err).toContain('缺少参数');
    expect((await runCaptured(['check', '--help', '--locale', 'zh-CN'])).out).toContain('用法：');
  });

  test('help and version succeed, no command at all does not', async () => {
    expect(await runCaptured(['--version'])).toMatchObject({ code: 0, out: '9.9.9\n' });
    expect(await runCaptured(['--help'])).toMatchObject({ code: 0 });
    expect(await runCaptured([])).toMatchObject({ code: 64 });
  });
});

test('Ctrl-C cancels with 130 and leaves no folder', async () => {
  const argv = [...assess('2026-06-30'), '--out', at('cancelled')];
  const { code, err } = await runCaptured(argv, { interruptAfterMs: 30 });
  expect(code).toBe(130);
  expect(err).toContain('[engine.interrupted]');
  await expect(readFile(at('cancelled/assessment.json'))).rejects.toThrow('ENOENT');
});

describe('looking ahead', () => {
  const ahead = (...rest: string[]): string[] => [
    'forward',
    ...flags({ lake: at('lake'), result: at('june'), until: '2026-12-31' }),
    ...rest,
  ];

  test('every scenario is told in both languages, and what matures', async () => {
    const out = await succeed(...ahead('--locale', 'zh-CN'));
    for (const scenario of ['(unchanged)', '(staying)', '(leaving)']) expect(out).toContain(scenario);
    expect(out).toContain('到期（截至）');
    expect(await succeed(...ahead('--scenario', 'leaving'))).toContain('maturing money leaves (leaving)');
  });

  test('a script gets dates, cells and moves', async () => {
    const ledger = await json(...ahead('--scenario', 'staying'));
    expect(ledger).toMatchObject({
      asOf: '2026-06-30',
      until: '2026-12-31',
      scenarios: [{ scenario: 'staying' }],
    });
    expect(ledger['dates']).toHaveLength(6);
  });

  test('a scenario that is none is refused with those that are', async () => {
    const { code, err } = await runCaptured(ahead('--scenario', 'worse'));
    expect(code).not.toBe(0);
    expect(err).toContain('unchanged');
  });
});

describe('mapping suggest', () => {
  test('prints a mapping, or writes it and says what is next', async () => {
    expect(await succeed('mapping', 'suggest', at('bank/source'))).toContain('gradus_mapping: 1');
    const out = at('suggested.yaml');
    expect(await succeed('mapping', 'suggest', at('bank/source'), '--out', out, '--locale', 'zh-CN')).toMatch(
      /\n下一步：核对疑问并删去这些行，然后运行 npx gradus mapping check \S+suggested\.yaml \S+source\n$/,
    );
    expect(await readFile(out, 'utf8')).toContain('# ?');
    const again = await runCaptured(['mapping', 'suggest', at('bank/source'), '--out', out, '--json']);
    expect(again.err + again.out).toContain('command.file-exists');
    const elsewhere = await runCaptured([
      'mapping',
      'suggest',
      at('bank/source'),
      '--out',
      at('no/such.yaml'),
      '--json',
    ]);
    expect(elsewhere.err + elsewhere.out).toContain('command.file-unwritable');
  });

  test.each([
    ['--currency', 'rmb', 'command.unknown-currency'],
    ['--source', 'Core System', 'command.bad-source-name'],
    ['--encoding', 'cp93', 'command.unknown-encoding'],
  ])('refuses %s %s', async (option, value, code) => {
    const { out, err } = await runCaptured([
      'mapping',
      'suggest',
      at('bank/source'),
      option,
      value,
      '--json',
    ]);
    expect(out + err).toContain(code);
  });

  test('reads files in the encoding that the user names, by any of its names', async () => {
    const folder = await mkdtemp(at('sjis-'));
    // 顧客番号, 氏名 in Shift_JIS.
    const header = Buffer.from('8cda8b7194d48d862c8e8196bc0d0a', 'hex');
    await writeFile(
      path.join(folder, 'customers.csv'),
      Buffer.concat([header, Buffer.from('1,A\r\n2,B\r\n')]),
    );
    const text = await succeed('mapping', 'suggest', folder, '--encoding', 'MS932');
    expect(text).toContain('encoding: shift_jis');
    expect(text).not.toContain('UTF-8');
    expect(text).toContain('顧客番号');
  });

  test('a folder with nothing in it gives a mapping that says what is missing', async () => {
    const empty = await mkdtemp(at('empty-'));
    const text = await succeed('mapping', 'suggest', empty);
    expect(text).toContain('no file looks like the table customer');
  });
});
