// Calls that have one place, or none: time, chance, environment, floats, the outside world.
import { lineAt } from '../source/blank.ts';
import type { Finding } from '../source/finding.ts';
import { isTest, packageOf, type SourceFile } from '../source/source-file.ts';

interface Place {
  /** Start of the paths where the call may stand. */
  readonly path: string;
  readonly reason: string;
}

interface Ban {
  readonly name: string;
  readonly pattern: RegExp;
  /** Packages it holds in; all of them when absent. */
  readonly packages?: readonly string[];
  readonly allowed: readonly Place[];
  readonly instead: string;
}

const COMMAND: Place = { path: 'packages/cli/src/', reason: 'a command is where the outside world enters' };
const CLOCKS: readonly Place[] = [
  COMMAND,
  { path: 'packages/engine/src/clock.ts', reason: 'deadlines of statements; handed on as an argument' },
  { path: 'packages/lake/src/clock.ts', reason: 'when a file was taken in; handed on as an argument' },
];
const EXACT = ['schema', 'sql', 'policy', 'lake', 'assessment'];

export const BANS: readonly Ban[] = [
  {
    name: 'Date.now',
    pattern: /\bDate\.now\b/g,
    allowed: CLOCKS,
    instead: 'take the time as an argument, so that a run can be repeated',
  },
  {
    name: 'new Date(',
    pattern: /\bnew Date\(/g,
    allowed: [
      ...CLOCKS,
      {
        path: 'packages/assessment/src/export/sheet-file.ts',
        reason: 'the parts of an archive have a day, always the same',
      },
      {
        path: 'tools/source-example/excel.ts',
        reason: 'the parts of an archive have a day, always the same',
      },
    ],
    instead: 'take the date as an argument, and compute with the calendar of @gradus/schema',
  },
  {
    name: 'Math.random',
    pattern: /\bMath\.random\b/g,
    allowed: [],
    instead: 'take a seeded generator as an argument',
  },
  {
    name: 'process.env',
    pattern: /\bprocess\.env\b/g,
    allowed: [COMMAND],
    instead: 'take the setting as an argument; only commands read the environment',
  },
  {
    name: 'DuckDBInstance',
    pattern: /\bDuckDBInstance\b/g,
    allowed: [{ path: 'packages/engine/src/', reason: 'one module opens instances' }],
    instead: 'open it through @gradus/engine: two instances on one file lose acknowledged rows',
  },
  {
    name: 'parseFloat',
    pattern: /\bparseFloat\b/g,
    packages: EXACT,
    allowed: [],
    instead: 'parse to an integer of the smallest unit; money is never a float',
  },
  {
    name: '.toFixed(',
    pattern: /\.toFixed\(/g,
    packages: EXACT,
    allowed: [],
    instead: 'format the integer with its scale; money is never a float',
  },
  {
    name: 'a decimal literal',
    pattern: /(?<![\w.])\d[\d_]*\.\d/g,
    packages: ['policy', 'schema'],
    allowed: [],
    instead: 'write an integer with its scale (basis points, minor units)',
  },
  {
    name: 'console output',
    pattern: /(?<![\w.])console\.\w+\(/g,
    allowed: [{ path: 'packages/cli/src/', reason: 'a command speaks to its user' }],
    instead: 'return a diagnostic, or report through an argument',
  },
  {
    name: 'fetch(',
    pattern: /(?<![\w.#])(?:globalThis\.)?fetch\(/g,
    allowed: [],
    instead: 'nothing here talks to the network; take the content as an argument',
  },
];

/** Ways to pass over a test that leave no reason behind. */
const SILENT_SKIP = /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo|only|fails)\b/g;

/** Banned calls in a file of packages/<name>/src; tests are free, except to skip silently. */
export function checkBannedCalls(file: SourceFile): Finding[] {
  if (isTest(file.path)) {
    const instead = "call skip(condition, 'reason') from the test's context, so that the summary can say why";
    return find(file, SILENT_SKIP, (text) => ({ problem: `${text} hides tests without a reason`, instead }));
  }
  const owner = packageOf(file.path) ?? '';
  return BANS.filter((ban) => ban.packages?.includes(owner) ?? true)
    .filter((ban) => !ban.allowed.some((place) => file.path.startsWith(place.path)))
    .flatMap((ban) => {
      const places = ban.allowed.map((place) => place.path).join(', ');
      const problem = `${ban.name} ${places === '' ? 'is banned' : `is for ${places} only`}`;
      return find(file, ban.pattern, () => ({ problem, instead: ban.instead }));
    });
}

function find(
  file: SourceFile,
  pattern: RegExp,
  describe: (text: string) => Pick<Finding, 'problem' | 'instead'>,
): Finding[] {
  return [...file.code.matchAll(pattern)].map((match) => ({
    path: file.path,
    line: lineAt(file.code, match.index),
    ...describe(match[0]),
  }));
}
