import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { metricFolders, metricRegistries } from './generate-metrics.ts';

describe('the registries of the metrics', () => {
  test.each(metricRegistries())(
    '$path is what the folders ask for: run tools/generate-metrics.ts',
    ({ path, text }) => {
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  test.each(metricFolders())('%s holds every form of the metric', (folder) => {
    const inside = join(import.meta.dirname, '..', 'packages', 'policy', 'src', 'metrics', folder);
    expect(['meaning.ts', 'sql.ts', 'evaluate.ts'].filter((file) => !existsSync(join(inside, file)))).toEqual(
      [],
    );
  });
});
