// Which package may import which: the table of the design, and no way around it.
import type { Finding } from '../source/finding.ts';
import { findCycles, importsOf, resolveRelative } from '../source/import-graph.ts';
import { isTest, packageOf, type SourceFile } from '../source/source-file.ts';

const EVERY_LIBRARY = [
  'schema',
  'sql',
  'policy',
  'statistics',
  'engine',
  'lake',
  'assessment',
  'sample-bank',
] as const;

/** Packages of ours that a package may import. A package that is not listed here may import none. */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  statistics: [],
  sql: ['schema'],
  policy: ['schema', 'sql'],
  engine: ['schema', 'sql'],
  lake: ['schema', 'sql', 'engine'],
  assessment: ['schema', 'sql', 'policy', 'engine', 'lake'],
  'sample-bank': ['schema'],
  contract: ['policy'],
  server: [...EVERY_LIBRARY, 'contract'],
  console: ['contract', 'policy'],
  cli: [...EVERY_LIBRARY, 'contract', 'server'],
};

/** Tests may reach further than what they test: rows come from the sample bank, SQL is run as well as compared. */
const ALSO_IN_TESTS = ['engine', 'sample-bank', 'schema'];

/** Packages that are imported for their types alone, so that none of their code follows. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { contract: ['policy'] };

/** Imports of packages that the table does not allow, or by a path that goes around the package's name. */
export function checkLayering(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) => {
    const from = packageOf(file.path);
    if (from === undefined) return [];
    return importsOf(file).flatMap(({ target, line, isTypeOnly }) => {
      const instead = checkImport(file.path, from, target, isTypeOnly);
      return instead === undefined
        ? []
        : [{ path: file.path, line, problem: `imports '${target}'`, instead }];
    });
  });
}

/** What to do instead of this import; undefined when it is allowed. */
function checkImport(path: string, from: string, target: string, isTypeOnly: boolean): string | undefined {
  const resolved = resolveRelative(path, target);
  const reached = resolved === undefined ? undefined : packageOf(resolved);
  if (reached !== undefined && reached !== from) return `import it by name, '@gradus/${reached}'`;
  const match = /^@gradus\/([^/]+)(\/.*)?$/.exec(target);
  if (match === null) return undefined;
  const [, to = '', inside] = match;
  if (to === from) return 'import the file by its relative path; a package does not import itself';
  if (inside !== undefined) return `import from '@gradus/${to}' and export what is missing from its index.ts`;
  const allowed = [...(LAYERS[from] ?? []), ...(isTest(path) ? ALSO_IN_TESTS : [])];
  if (!allowed.includes(to)) {
    return `${from} may import ${list(LAYERS[from] ?? [])}; move the code, or change the table in tools/rules/layering.ts`;
  }
  const isErased = isTypeOnly || isTest(path) || TYPES_ONLY[from]?.includes(to) !== true;
  return isErased ? undefined : `${from} takes only types from ${to}: write "import type"`;
}

/** Dependencies on packages of ours that a package.json states and the table does not allow. */
export function checkManifest(name: string, manifest: { dependencies?: Record<string, string> }): Finding[] {
  const ours = Object.keys(manifest.dependencies ?? {}).filter((one) => one.startsWith('@gradus/'));
  const allowed = LAYERS[name] ?? [];
  return ours
    .filter((one) => !allowed.includes(one.slice('@gradus/'.length)))
    .map((one) => ({
      path: `packages/${name}/package.json`,
      line: 0,
      problem: `depends on ${one}`,
      instead: `${name} may depend on ${list(allowed)}`,
    }));
}

/** Import cycles between the files of a package. */
export function checkCycles(files: readonly SourceFile[]): Finding[] {
  return findCycles(files).map((cycle) => ({
    path: cycle[0] ?? '',
    line: 0,
    problem: `is in an import cycle: ${[...cycle, cycle[0]].join(' -> ')}`,
    instead: 'move what both need into a third file, or write "import type" where only a type is needed',
  }));
}

const list = (names: readonly string[]): string =>
  names.length === 0 ? 'no package of ours' : names.join(', ');
